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

package io.zmqspring.socket;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.testsupport.JavaCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Under {@code -ea}, which build tools set for tests, JeroMQ's own assertions stay off.
 */
class EngineAssertionsTests {

	@Test
	void assertionsOfTheEngineAreOffWhereThoseOfTheApplicationAreOn() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(new JavaCommand().options("-ea").run(Statuses.class)).inheritIO().start();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(Statuses.ENGINE_OFF_APPLICATION_ON);
	}

	/**
	 * Exits with what it finds.
	 */
	static final class Statuses {

		static final int ENGINE_OFF_APPLICATION_ON = 42;

		private Statuses() {
		}

		public static void main(String[] args) {
			ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS);
			context.engine();
			context.close();
			boolean application = Statuses.class.desiredAssertionStatus();
			boolean engine = zmq.Ctx.class.desiredAssertionStatus() || org.zeromq.ZMQ.class.desiredAssertionStatus();
			System.exit((application && !engine) ? ENGINE_OFF_APPLICATION_ON : 1);
		}

	}

}
