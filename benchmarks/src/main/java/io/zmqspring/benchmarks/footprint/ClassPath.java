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

package io.zmqspring.benchmarks.footprint;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Selects the class path of an application from the class path of the benchmarks.
 */
final class ClassPath {

	// The dependencies of spring-boot-starter-actuator and spring-boot-starter-jackson,
	// and the benchmarks
	private static final Predicate<String> EMPTY = Pattern.compile("spring-(aop|beans|context|core|expression)-\\d.*"
			+ "|spring-boot-(\\d|actuator|autoconfigure|health|jackson|micrometer|starter-(\\d|actuator|jackson|logging|micrometer)).*"
			+ "|jackson-(annotations|core|databind)-.*|micrometer-(commons|core|jakarta9|observation)-.*"
			+ "|(commons-logging|HdrHistogram|jakarta.annotation-api|jspecify|jul-to-slf4j|LatencyUtils)-.*"
			+ "|(log4j-(api|to-slf4j)|logback-(classic|core)|slf4j-api|snakeyaml|zmq-spring-boot-benchmarks)-.*")
		.asMatchPredicate();

	private static final Predicate<String> JEROMQ = Pattern.compile("(jeromq|jnacl)-.*").asMatchPredicate();

	private static final Predicate<String> STARTER = Pattern
		.compile("(zmq-spring-boot-(autoconfigure|starter)|spring-messaging)-.*")
		.asMatchPredicate();

	private ClassPath() {
	}

	/**
	 * Return the class path of an application.
	 * @param variant the application
	 * @return the class path, including the jar of the benchmarks; it contains jars only,
	 * because class data sharing archives require this
	 */
	static String of(Variant variant) {
		Predicate<String> wanted = wanted(variant);
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> wanted.test(Path.of(entry).getFileName().toString()))
			.sorted()
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Predicate<String> wanted(Variant variant) {
		Predicate<String> wanted = variant.hasJeroMq() ? EMPTY.or(JEROMQ) : EMPTY;
		return variant.hasStarter() ? wanted.or(STARTER) : wanted;
	}

}
