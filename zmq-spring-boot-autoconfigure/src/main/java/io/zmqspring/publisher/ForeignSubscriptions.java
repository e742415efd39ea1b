/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.publisher;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.zmqspring.role.runtime.FormatWarnings.Difference;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.connection.SocketEvent;
import io.zmqspring.support.PrintableText;
import io.zmqspring.wire.TopicRule;
import io.zmqspring.wire.WireFormat;

/**
 * Explains subscriptions of a peer that seems to use another wire format than the
 * publisher, and therefore receives nothing.
 */
final class ForeignSubscriptions implements SocketEventListener {

	private static final int LONGEST_SHOWN = 100;

	private final WireFormat wireFormat;

	private final TopicRule topicRule;

	private final RoleStatus status;

	ForeignSubscriptions(PublisherSettings settings, RoleStatus status) {
		this.wireFormat = settings.wireFormat();
		this.topicRule = settings.topicRule();
		this.status = status;
	}

	@Override
	public void onEvent(SocketEvent event) {
		this.status.onEvent(event);
	}

	@Override
	public void onDiscarded(String address, long messages) {
		this.status.onDiscarded(address, messages);
	}

	@Override
	public String role() {
		return this.status.role();
	}

	@Override
	public String name() {
		return this.status.name();
	}

	@Override
	public void onSubscription(byte[] prefix) {
		if (this.wireFormat == WireFormat.MULTIPART && endsWithOnlySpace(prefix)
				&& this.topicRule.allows(prefix, prefix.length - 1, WireFormat.SINGLE_FRAME)) {
			warn(Difference.SINGLE_FRAME, prefix, "which ends with a space, like those of wire-format single-frame",
					"single-frame");
		}
		else if (!this.topicRule.allowsStart(prefix, this.wireFormat)) {
			boolean strict = this.topicRule == TopicRule.STRICT
					&& TopicRule.LENIENT.allowsStart(prefix, this.wireFormat);
			warn(Difference.RAW, prefix, "which starts no topic that topic-rule "
					+ this.topicRule.name().toLowerCase(Locale.ROOT) + " allows, as with wire-format raw",
					strict ? "raw, or topic-rule to lenient" : "raw");
		}
	}

	private static boolean endsWithOnlySpace(byte[] prefix) {
		return prefix.length > 1 && WireFormat.topicLength(prefix) == prefix.length - 1;
	}

	private void warn(Difference difference, byte[] prefix, String like, String change) {
		String shown = PrintableText.of(new String(prefix, StandardCharsets.UTF_8), LONGEST_SHOWN);
		this.status.formatWarnings()
			.warn(difference,
					"has a peer that subscribes to '" + shown + "', " + like + ", but " + this.status.key()
							+ ".wire-format is " + this.wireFormat.value()
							+ ", so the peer receives nothing by it. Set the key to " + change
							+ ", or correct the subscription of the peer");
	}

}
