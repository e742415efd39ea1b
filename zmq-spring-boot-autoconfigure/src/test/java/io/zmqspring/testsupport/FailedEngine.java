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

package io.zmqspring.testsupport;

import java.time.Duration;
import java.util.stream.Stream;

import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.engine.Engine;

/**
 * The failure of the engine of a context, which is then replaced.
 */
public final class FailedEngine {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final ZmqContext context;

	private final Engine engine;

	private FailedEngine(ZmqContext context) {
		this.context = context;
		this.engine = context.engine();
	}

	/**
	 * Let the engine fail.
	 * @param context its context
	 * @return the failure
	 */
	public static FailedEngine of(ZmqContext context) {
		FailedEngine failed = new FailedEngine(context);
		failed.engine.failed(new OutOfMemoryError("for the test"));
		return failed;
	}

	/**
	 * Wait until another engine has replaced it.
	 * @param roles the roles of the context, which run again then
	 */
	public void awaitReplacement(ZmqRole... roles) {
		EventsApplication.await()
			.atMost(TIMEOUT)
			.until(() -> this.context.engine() != this.engine && this.context.fault() == null
					&& Stream.of(roles).allMatch((role) -> role.state() == ZmqState.RUNNING));
	}

}
