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

package io.zmqspring.message;

import org.jspecify.annotations.Nullable;

/**
 * Reported if a received message was rejected before it reached its handler. Only this
 * message is lost.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqRejectedException extends ZmqException {

	private final RejectReason reason;

	/**
	 * Create the exception.
	 * @param reason the reason under which the message is counted
	 * @param message the description of the problem
	 */
	public ZmqRejectedException(RejectReason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * Create the exception.
	 * @param reason the reason under which the message is counted
	 * @param message the description of the problem
	 * @param cause the cause, {@code null} if there is none
	 */
	public ZmqRejectedException(RejectReason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Return the exception for a message whose payload could not be decoded. Messages of
	 * foreign exceptions are left out, because they may quote the payload.
	 * @param cause the exception or {@code Error} of the converter or validator
	 * @return the exception
	 */
	public static ZmqRejectedException undecodable(Throwable cause) {
		String message = (cause instanceof ZmqException) ? cause.getMessage() : null;
		return new ZmqRejectedException(RejectReason.UNDECODABLE,
				(message != null) ? message : "The payload could not be read: " + cause.getClass().getName(), cause);
	}

	/**
	 * The reason under which the message is counted.
	 * @return the reason
	 */
	public RejectReason reason() {
		return this.reason;
	}

}
