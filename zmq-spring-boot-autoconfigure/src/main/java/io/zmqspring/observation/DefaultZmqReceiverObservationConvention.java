package io.zmqspring.observation;

import io.micrometer.common.KeyValues;

/**
 * The names and keys of {@link ZmqObservation} for messages that are handled.
 */
public class DefaultZmqReceiverObservationConvention implements ZmqReceiverObservationConvention {

	@Override
	public String getContextualName(ZmqReceiverContext context) {
		return MessageKeys.contextualName(context.message());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ZmqReceiverContext context) {
		return MessageKeys.lowCardinality(context.message());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ZmqReceiverContext context) {
		return MessageKeys.highCardinality(context.message());
	}

}
