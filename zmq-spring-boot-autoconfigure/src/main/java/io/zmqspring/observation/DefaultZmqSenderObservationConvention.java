package io.zmqspring.observation;

import io.micrometer.common.KeyValues;

/**
 * The names and keys of {@link ZmqObservation} for messages that are sent.
 */
public class DefaultZmqSenderObservationConvention implements ZmqSenderObservationConvention {

	@Override
	public String getContextualName(ZmqSenderContext context) {
		return MessageKeys.contextualName(context.message());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqSenderContext context) {
		return MessageKeys.lowCardinality(context.message());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqSenderContext context) {
		return MessageKeys.highCardinality(context.message());
	}

}
