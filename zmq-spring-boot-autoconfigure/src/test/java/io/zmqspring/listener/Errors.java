package io.zmqspring.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers what it was told.
 */
class Errors implements ZmqErrorHandler {

	private final List<ZmqMessage> messages = new CopyOnWriteArrayList<>();

	private final List<ZmqException> errors = new CopyOnWriteArrayList<>();

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		this.messages.add(message);
		this.errors.add(error);
	}

	List<ZmqMessage> messages() {
		return this.messages;
	}

	/**
	 * Wait for errors.
	 * @param count how many there shall be
	 * @return all there are
	 */
	List<ZmqException> await(int count) {
		EventsApplication.await().untilAsserted(() -> assertThat(this.errors).hasSizeGreaterThanOrEqualTo(count));
		assertThat(this.errors).hasSize(count);
		return this.errors;
	}

}
