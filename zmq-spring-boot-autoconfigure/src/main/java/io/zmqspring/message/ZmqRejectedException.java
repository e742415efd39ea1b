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
 * A received message that never reached its handler, and why. It costs this message only.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public class ZmqRejectedException extends ZmqException {

	private final RejectReason reason;

	public ZmqRejectedException(RejectReason reason, String message) {
		this(reason, message, null);
	}

	public ZmqRejectedException(RejectReason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * A message whose payload could not be read.
	 * @param cause what the converter or validator has thrown, an {@code Error} included
	 * @return the rejection
	 */
	public static ZmqRejectedException undecodable(Throwable cause) {
		String message = cause.getMessage();
		return new ZmqRejectedException(RejectReason.UNDECODABLE, (message != null) ? message : cause.toString(),
				cause);
	}

	/**
	 * Why the message was rejected.
	 * @return the reason it is counted under
	 */
	public RejectReason reason() {
		return this.reason;
	}

}
