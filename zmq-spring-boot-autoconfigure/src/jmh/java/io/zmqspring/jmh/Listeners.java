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

package io.zmqspring.jmh;

import java.lang.reflect.Method;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.message.ZmqMessage;

/**
 * Listener methods as in an application. Their work is minimal, but the compiler cannot
 * eliminate it. For use by one thread.
 */
public class Listeners {

	private long seen;

	/**
	 * Listener for bytes.
	 * @param payload the payload
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onBytes(byte[] payload) {
		this.seen += payload.length;
	}

	/**
	 * Listener for text.
	 * @param payload the payload
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onText(String payload) {
		this.seen += payload.length();
	}

	/**
	 * Listener for a record.
	 * @param payload the payload
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onRecord(Reading payload) {
		this.seen += payload.sequence();
	}

	/**
	 * Listener for a message.
	 * @param message the message
	 */
	@ZmqListener(topics = "telemetry.1")
	public void onMessage(ZmqMessage message) {
		this.seen += message.payload().length;
	}

	/**
	 * Return a value that depends on all messages received so far.
	 * @return the value
	 */
	public long seen() {
		return this.seen;
	}

	/**
	 * Return a listener method.
	 * @param parameter the type of its parameter
	 * @return the method
	 */
	public static Method method(Class<?> parameter) {
		for (Method method : Listeners.class.getDeclaredMethods()) {
			if (method.isAnnotationPresent(ZmqListener.class) && method.getParameterTypes()[0] == parameter) {
				return method;
			}
		}
		throw new IllegalArgumentException("No listener takes " + parameter);
	}

}
