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

package io.zmqspring.autoconfigure.actuate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.springframework.context.event.EventListener;

import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.handler.ZmqDeadLetter;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.observation.ZmqReceiverContext;
import io.zmqspring.role.ZmqRoleEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Collects what the application is told.
 */
class ShownTexts implements ZmqErrorHandler, ZmqDeadLetterHandler, ObservationHandler<Observation.Context> {

	final List<ZmqException> errors = new CopyOnWriteArrayList<>();

	final List<ZmqDeadLetter> letters = new CopyOnWriteArrayList<>();

	private final List<String> events = new CopyOnWriteArrayList<>();

	private final List<String> keys = new CopyOnWriteArrayList<>();

	@Override
	public void handle(ZmqMessage message, ZmqException error) {
		// A new one has logged nothing yet
		new LoggingErrorHandler().handle(message, error);
		this.errors.add(error);
	}

	@Override
	public void handle(ZmqDeadLetter letter) {
		new LoggingDeadLetterHandler().handle(letter);
		this.letters.add(letter);
	}

	@EventListener
	void on(ZmqRoleEvent event) {
		this.events.add(event.toString());
	}

	@Override
	public void onStop(Observation.Context context) {
		for (KeyValue key : context.getAllKeyValues()) {
			this.keys.add(key.toString());
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqReceiverContext;
	}

	Set<String> texts() {
		Set<String> texts = new HashSet<>(this.events);
		texts.addAll(this.keys);
		this.letters.forEach((letter) -> texts.add(letter.toString()));
		this.errors.forEach((error) -> texts.add(error.toString()));
		assertThat(this.events).isNotEmpty();
		assertThat(this.keys).isNotEmpty();
		return texts;
	}

}
