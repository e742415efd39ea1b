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

package io.zmqspring.scenario.faults;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The faults a network can have.
 */
enum Fault {

	/** Both sides are told at once. */
	RESET(Effect.CONNECTIONS_LOST, FaultyLink::reset),

	/** The side that connected is told, the other is not. */
	HALF_OPEN_NEAR(Effect.CONNECTIONS_LOST, FaultyLink::closeNear),

	/** The side that bound is told, the other is not. */
	HALF_OPEN_FAR(Effect.CONNECTIONS_LOST, FaultyLink::closeFar),

	/** Everything is accepted and nothing arrives. */
	BLACK_HOLE(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.DISCARDING, LinkCondition.DISCARDING)),

	/** Packets are lost, so that everything waits where it is. */
	PACKETS_LOST(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.HOLDING, LinkCondition.HOLDING)),

	/** What the connecting side says does not arrive. */
	NOTHING_TO_TARGET(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.DISCARDING, LinkCondition.NORMAL)),

	/** What the binding side says does not arrive. */
	NOTHING_FROM_TARGET(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.NORMAL, LinkCondition.DISCARDING)),

	/** Nobody listens. */
	REFUSED(Effect.LINK_DOWN, FaultyLink::refuse),

	/** Everything arrives late. */
	DELAY(Effect.LINK_SLOW,
			(link) -> link.conditions(LinkCondition.delayed(Duration.ofMillis(80)),
					LinkCondition.delayed(Duration.ofMillis(80)))),

	/** Little arrives at a time. */
	SLOW(Effect.LINK_SLOW, (link) -> link.conditions(LinkCondition.slow(20_000), LinkCondition.slow(20_000)));

	private final Effect effect;

	private final Consumer<FaultyLink> begin;

	Fault(Effect effect, Consumer<FaultyLink> begin) {
		this.effect = effect;
		this.begin = begin;
	}

	Effect effect() {
		return this.effect;
	}

	void begin(FaultyLink link) {
		this.begin.accept(link);
	}

	/**
	 * What becomes of connections.
	 */
	enum Effect {

		/** They are lost, and new ones are possible at once. */
		CONNECTIONS_LOST,

		/** They are lost, and new ones are impossible until it ends. */
		LINK_DOWN,

		/** They live on. */
		LINK_SLOW

	}

}
