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

package io.zmqspring.benchmarks.side;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.zmqspring.benchmarks.peers.ForeignContestants;

/**
 * Lists the peers of the comparison.
 */
final class Contestants {

	private static final Map<String, Load.Pattern> ONLY = Map.of("starter-handler", Load.Pattern.PUB_SUB,
			"starter-sequence", Load.Pattern.PUB_SUB, "starter-replay", Load.Pattern.PUB_SUB, "starter-10-threads",
			Load.Pattern.PUSH_PULL);

	private Contestants() {
	}

	static List<Contestant> all() {
		List<Contestant> all = new ArrayList<>();
		Peers.names().forEach((name) -> all.add(Contestant.inJava(name, carries(name))));
		all.addAll(mixed("", System.getProperty("java.class.path")));
		otherBuilds().forEach((name, jar) -> {
			String classPath = jar + File.pathSeparator + System.getProperty("java.class.path");
			Peers.names()
				.stream()
				.filter((peer) -> peer.startsWith("starter") || peer.startsWith("jeromq"))
				.forEach((peer) -> all.add(pair(name + ":" + peer, peer, peer, classPath)));
			all.addAll(mixed(name + ":", classPath));
		});
		all.addAll(ForeignContestants.all());
		return all;
	}

	// Show the cost of the sending side and of the receiving side separately
	private static List<Contestant> mixed(String build, String classPath) {
		return List.of(pair(build + "loop-to-starter", "jeromq-loop", "starter", classPath),
				pair(build + "starter-to-loop", "starter", "jeromq-loop", classPath));
	}

	private static Contestant pair(String name, String producer, String consumer, String classPath) {
		return new Contestant(name, carries(producer), (end, load) -> Contestant
			.javaCommand(end.equals("consumer") ? consumer : producer, end, load, classPath), null, null);
	}

	// Example: OTHER_BUILDS=before=some/folder/zmq-spring-boot-autoconfigure.jar
	private static Map<String, String> otherBuilds() {
		Map<String, String> builds = new TreeMap<>();
		for (String build : System.getenv().getOrDefault("OTHER_BUILDS", "").split(",")) {
			String[] parts = build.split("=", 2);
			if (parts.length == 2) {
				builds.put(parts[0], parts[1]);
			}
		}
		return builds;
	}

	private static Predicate<Load> carries(String name) {
		return (load) -> ONLY.getOrDefault(name, load.pattern()) == load.pattern();
	}

}
