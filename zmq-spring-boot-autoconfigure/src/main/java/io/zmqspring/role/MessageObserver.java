package io.zmqspring.role;

import io.micrometer.observation.Observation;

/**
 * Observes the messages of roles: those they send and those they handle. Must be safe for
 * any number of threads. Whatever it throws befalls the message.
 */
@FunctionalInterface
public interface MessageObserver {

	/**
	 * Make the observation of a message. The role starts it, opens its scope around the
	 * sending or handling, records an error, and stops it when the message has been taken
	 * or, where the handler is asynchronous, its result is there.
	 * @param message the message; what the start of the observation adds to its headers
	 * is sent along where {@code headers} is set
	 * @return the observation, not started
	 */
	Observation observation(ObservedMessage message);

}
