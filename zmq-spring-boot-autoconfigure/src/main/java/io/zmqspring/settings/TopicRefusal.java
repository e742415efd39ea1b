package io.zmqspring.settings;

import io.zmqspring.wire.TopicRule;

/**
 * Explains a topic in the settings that breaks its rule.
 */
final class TopicRefusal {

	private TopicRefusal() {
	}

	static InvalidSettingException of(String key, String topic, TopicRule rule, IllegalArgumentException reason) {
		String action = (rule == TopicRule.STRICT) ? "Write a topic that keeps the rule, or set topic-rule: lenient."
				: "Write a topic of 1 to 255 bytes without control characters, and without spaces in the wire format"
						+ " single-frame.";
		return new InvalidSettingException(key, topic, "is refused: " + reason.getMessage(), action);
	}

}
