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
 * Faults of a network. The connecting side is the near side of a link; the target is its
 * far side, which has bound.
 */
enum Fault {

	/** Both sides are reset. */
	RESET(Effect.CONNECTIONS_LOST, FaultyLink::reset),

	/** The connecting side is closed, the target is not. */
	HALF_OPEN_NEAR(Effect.CONNECTIONS_LOST, FaultyLink::closeNear),

	/** The target is closed, the connecting side is not. */
	HALF_OPEN_FAR(Effect.CONNECTIONS_LOST, FaultyLink::closeFar),

	/** The link accepts all bytes and discards them. */
	BLACK_HOLE(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.DISCARDING, LinkCondition.DISCARDING)),

	/** Packets are lost, so that all bytes wait at their sender. */
	PACKETS_LOST(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.HOLDING, LinkCondition.HOLDING)),

	/** The link discards the bytes to the target only. */
	NOTHING_TO_TARGET(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.DISCARDING, LinkCondition.NORMAL)),

	/** The link discards the bytes from the target only. */
	NOTHING_FROM_TARGET(Effect.LINK_DOWN, (link) -> link.conditions(LinkCondition.NORMAL, LinkCondition.DISCARDING)),

	/** Connections are reset and new ones are refused. */
	REFUSED(Effect.LINK_DOWN, FaultyLink::refuse),

	/** All bytes arrive late. */
	DELAY(Effect.LINK_SLOW,
			(link) -> link.conditions(LinkCondition.delayed(Duration.ofMillis(80)),
					LinkCondition.delayed(Duration.ofMillis(80)))),

	/** Bytes arrive at a low rate. */
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
	 * The effect on connections.
	 */
	enum Effect {

		/** Connections are lost; new ones are possible at once. */
		CONNECTIONS_LOST,

		/** Connections are lost; new ones are impossible until the fault ends. */
		LINK_DOWN,

		/** Connections stay open. */
		LINK_SLOW

	}

}
