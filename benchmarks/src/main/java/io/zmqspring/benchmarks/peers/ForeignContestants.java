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

package io.zmqspring.benchmarks.peers;

import java.io.File;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import io.zmqspring.benchmarks.side.Contestant;
import io.zmqspring.benchmarks.side.Load;

/**
 * Lists the peers of this package for the comparison.
 */
public final class ForeignContestants {

	// These peers have no choice of a wire format, so they run with one only
	private static final Predicate<Load> ONCE = (load) -> load.wireFormat() == Load.Format.MULTIPART;

	private static final Predicate<Load> PUBLISHED = ONCE.and((load) -> load.pattern() == Load.Pattern.PUB_SUB);

	private ForeignContestants() {
	}

	/**
	 * Return all of them. A peer whose program is not installed is included with a
	 * reason.
	 * @return the contestants
	 */
	public static List<Contestant> all() {
		return List.of(NativeContestants.libzmq(), NativeContestants.libzmqWithCurve(), NativeContestants.pyzmq(),
				new Contestant("spring-integration-zeromq", ONCE, inJava("spring-integration-zeromq"), null, null),
				new Contestant("spring-integration-zeromq-tuned", ONCE, inJava("spring-integration-zeromq-tuned"), null,
						null),
				new Contestant("nats", ONCE, inJava("nats"), Brokers::nats,
						Programs.absenceWithout("nats-server", "nats-server")),
				new Contestant("redis", ONCE, inJava("redis"), Brokers::redis,
						Programs.absenceWithout("redis-server", "redis-server")),
				new Contestant("rabbitmq", ONCE, inJava("rabbitmq"), RabbitBroker::start, RabbitBroker.absence()),
				new Contestant("kafka", PUBLISHED, inJava("kafka"), () -> Brokers.kafka(classPath()), null));
	}

	private static BiFunction<String, Load, List<String>> inJava(String name) {
		return (end, load) -> Contestant.javaCommand(name, end, load, classPath());
	}

	private static String classPath() {
		return System.getProperty("java.class.path") + File.pathSeparator + Programs.HOME.resolve("target/lib-of-peers")
				+ "/*";
	}

}
