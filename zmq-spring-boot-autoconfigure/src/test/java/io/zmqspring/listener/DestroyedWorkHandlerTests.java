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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.role.ZmqState;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.WorkRoles;
import io.zmqspring.worker.ZmqWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Handlers of work and of results go with their bean.
 */
class DestroyedWorkHandlerTests {

	private static TestApplication application() {
		String work = "tcp://127.0.0.1:" + FreePort.find();
		String results = "tcp://127.0.0.1:" + FreePort.find();
		return TestApplication.start(Working.class, "zmq.workers.w.pull.address=" + work,
				"zmq.workers.w.push.address=" + results, "zmq.controllers.c.workers.w.push.address=" + work,
				"zmq.controllers.c.workers.w.pull.address=" + results);
	}

	@Test
	void workAndResultHandlersGoWithTheirBeans() {
		try (TestApplication application = application()) {
			Working first = roundTrip(application, "1");
			application.destroyBean(Working.class);
			assertThat(application.bean(ZmqWorker.class).state()).isEqualTo(ZmqState.STOPPED);
			WorkRoles.awaitNoWorkers(application.bean(ZmqController.class), "w");
			Working second = roundTrip(application, "2");
			assertThat(first.heard()).containsExactly("done 1");
			assertThat(second.heard()).containsExactly("done 2");
		}
	}

	private static Working roundTrip(TestApplication application, String text) {
		Working working = application.bean(Working.class);
		ZmqController controller = application.bean(ZmqController.class);
		assertThat(controller.awaitWorkers("w", 1, Duration.ofSeconds(30))).isTrue();
		controller.send("w", text);
		working.awaitExactly("done " + text);
		return working;
	}

	@Test
	void resultHandlerInCodeCanBeRemoved() {
		try (TestApplication application = application()) {
			Inbox removed = new Inbox();
			HandlerRegistration registration = application.bean(ZmqController.class)
				.addResultHandler((pool, result) -> removed.hear(pool));
			roundTrip(application, "1");
			removed.awaitExactly("w");
			registration.remove();
			assertThat(registration.isActive()).isFalse();
			Working working = application.bean(Working.class);
			application.bean(ZmqController.class).send("w", "2");
			working.awaitExactly("done 1", "done 2");
			assertThat(removed.heard()).containsExactly("w");
		}
	}

	static class Working extends Inbox {

		@ZmqWorkHandler("w")
		String work(String text) {
			return "done " + text;
		}

		@ZmqResultListener
		void done(String result) {
			hear(result);
		}

	}

}
