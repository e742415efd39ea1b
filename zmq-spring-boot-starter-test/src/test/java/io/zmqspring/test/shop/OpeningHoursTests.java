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

package io.zmqspring.test.shop;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.zmqspring.test.RecordedMessage;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application publishes on a schedule.
 */
// tag::test[]
@ZmqTest
@Import(OpeningHours.class)
@EnableScheduling
class OpeningHoursTests {

	@Test
	void shopIsOpenAgainAndAgain(ZmqTestPeers peers) {
		assertThat(peers.subscriberOf("confirmations").await(2)).extracting(RecordedMessage::topic)
			.containsOnly("shop.state");
	}

	// end::test[]
	// Otherwise the task goes on while a cached context is paused, and its publishing
	// fails
	@Test
	void scheduleIsPausedWithTheContext(@Autowired ConfigurableApplicationContext context,
			@Autowired ThreadPoolTaskScheduler scheduler) {
		assertThat(scheduler.isRunning()).isTrue();
		context.pause();
		assertThat(scheduler.isRunning()).isFalse();
		context.restart();
		assertThat(scheduler.isRunning()).isTrue();
	}

	// tag::test[]

}
// end::test[]
