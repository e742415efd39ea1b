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

package io.zmqspring.scenario.loss;

import java.time.Duration;
import java.util.List;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.support.Deadline;
import io.zmqspring.testsupport.EventsApplication;
import io.zmqspring.testsupport.FailedEngine;
import io.zmqspring.testsupport.MessageProxy;
import io.zmqspring.testsupport.MessageRule;

/**
 * What happens to the connections and roles of a {@link LossRun} while messages are
 * published. Everything has settled before and settles afterwards.
 */
enum Disturbance {

	/** The connections lose 20 % of the messages. */
	DROPS {

		@Override
		void act(LossRun run) {
			run.proxies().forEach((proxy) -> proxy.use(MessageRule.shares(0.2, 0, 0)));
			run.publish(2000);
		}

	},

	/** The connections lose, duplicate and delay messages. */
	DISORDER {

		@Override
		void act(LossRun run) {
			double disorder = run.setup().disorder();
			run.proxies().forEach((proxy) -> proxy.use(MessageRule.shares(0.2, disorder, disorder)));
			run.publish(2000);
		}

	},

	/** The subscribers of a publisher stand still until its queues overflow. */
	STALL {

		@Override
		void act(LossRun run) {
			run.proxies().get(0).stall();
			ZmqPublisher stalled = run.publishers().get(0).publisher();
			Deadline end = Deadline.in(Duration.ofMillis(2500));
			long before = stalled.stats().dropped();
			while (!end.hasPassed() || stalled.stats().dropped() - before < 100) {
				run.publish(100, "x".repeat(4000));
			}
			run.proxies().get(0).goOn();
			run.publish(100);
		}

	},

	/** Connections are cut while messages flow. */
	CUT {

		@Override
		void act(LossRun run) {
			for (int i = 0; i < 3; i++) {
				run.publish(300);
				run.proxies().get(run.random().nextInt(run.proxies().size())).cut();
				run.publish(300);
				run.settle();
			}
		}

	},

	/** A publisher cannot be reached for some time. */
	OUTAGE {

		@Override
		void act(LossRun run) {
			run.publish(300);
			MessageProxy proxy = run.proxies().get(0);
			proxy.refuse();
			run.publish(300);
			EventsApplication.await().until(() -> proxy.connections() == 0);
			run.publish(300);
		}

	},

	/** Another publisher starts at the address of one that has stopped. */
	REPLACEMENT {

		@Override
		void act(LossRun run) {
			NumberedPublisher replaced = run.publishers().get(run.random().nextInt(run.publishers().size()));
			run.publish(300);
			replaced.replace();
			run.watched(replaced);
			run.publish(300);
		}

	},

	/**
	 * A publisher is stopped and started. With {@code last-value} its subscribers get
	 * values from before the stop, which they must have received before: otherwise it
	 * looks like a proxy with two publishers.
	 */
	RESTART {

		@Override
		void act(LossRun run) {
			NumberedPublisher restarted = run.publishers().get(0);
			run.publish(300);
			if (run.setup().lastValue()) {
				run.publishEverywhere();
			}
			restarted.restart();
			run.watched(restarted);
			run.publish(300);
		}

	},

	/** The engine of a subscriber fails. */
	SUBSCRIBER_FAILOVER {

		@Override
		void act(LossRun run) {
			ObservedSubscriber subscriber = run.subscribers().get(0);
			run.publish(300);
			FailedEngine engine = FailedEngine.of(subscriber.context());
			run.publish(300);
			engine.awaitReplacement(subscriber.subscriber());
			run.publish(300);
		}

	},

	/** The engine of a publisher fails. */
	PUBLISHER_FAILOVER {

		@Override
		void act(LossRun run) {
			NumberedPublisher publisher = run.publishers().get(0);
			run.publish(300);
			FailedEngine.of(publisher.context()).awaitReplacement(publisher.publisher());
			run.publish(300);
		}

	},

	/** Another subscriber joins, with some of the topics, and one that begins others. */
	LATE_JOIN {

		@Override
		void act(LossRun run) {
			run.publish(300);
			// So that its first message has a sequence
			run.settle();
			run.join(List.of("north.*", "east.1", LossRun.MARKER));
			run.publish(300);
		}

	},

	/**
	 * A subscriber unsubscribes from some topics and subscribes again. It cannot tell the
	 * first gap of a topic within the next minute from the end of the earlier
	 * subscription, so nothing may be lost afterwards.
	 */
	FILTER_CHANGE {

		@Override
		void act(LossRun run) {
			ObservedSubscriber subscriber = run.subscribers().get(0);
			String group = LossRun.GROUPS.get(run.random().nextInt(LossRun.GROUPS.size()));
			subscriber.unsubscribe(group, run.lastStart());
			run.publish(300);
			run.settle();
			subscriber.subscribe(group + "*");
			run.publish(300);
			run.publishers().forEach((publisher) -> run.awaitMarker(publisher, group + "marker", List.of(subscriber)));
			run.publish(300);
		}

	};

	/**
	 * Disturb the run.
	 * @param run the run, in which nothing is on its way
	 */
	abstract void act(LossRun run);

}
