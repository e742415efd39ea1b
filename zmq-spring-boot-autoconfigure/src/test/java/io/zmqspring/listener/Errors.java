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

package io.zmqspring.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.testsupport.EventsApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records the errors it receives.
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
