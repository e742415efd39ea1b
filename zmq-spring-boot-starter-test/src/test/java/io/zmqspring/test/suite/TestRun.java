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

package io.zmqspring.test.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes, in this process or as the main class of another one. The main class
 * prints what has happened and ends with 0 if all tests have passed.
 */
public final class TestRun implements TestExecutionListener {

	static final Map<String, String> PARALLEL = Map.of("junit.jupiter.execution.parallel.enabled", "true",
			"junit.jupiter.execution.parallel.mode.default", "same_thread",
			"junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
			"junit.jupiter.execution.parallel.config.strategy", "fixed",
			"junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

	private final List<String> failures = new ArrayList<>();

	private final Map<String, Long> begun = new HashMap<>();

	private final List<Long> nanos = new ArrayList<>();

	private TestRun() {
	}

	public static TestRun of(Map<String, String> parameters, Class<?>... classes) {
		TestRun run = new TestRun();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
			.configurationParameters(parameters)
			.build();
		LauncherFactory.create().execute(request, run);
		return run;
	}

	@Override
	public synchronized void executionStarted(TestIdentifier test) {
		this.begun.put(test.getUniqueId(), System.nanoTime());
	}

	@Override
	public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
		result.getThrowable().ifPresent((cause) -> this.failures.add(test.getDisplayName() + ": " + cause));
		if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
			this.nanos.add(System.nanoTime() - this.begun.get(test.getUniqueId()));
		}
	}

	public int passed() {
		return this.nanos.size();
	}

	/**
	 * The time that most tests need: half of those that have passed needed less. It
	 * contains no start of a context.
	 * @return the time
	 */
	public Duration usualTime() {
		return Duration.ofNanos(this.nanos.stream().sorted().toList().get(this.nanos.size() / 2));
	}

	public List<String> failures() {
		return this.failures;
	}

	public static void main(String[] classes) throws Exception {
		List<Class<?>> found = new ArrayList<>();
		for (String name : classes) {
			found.add(Class.forName(name));
		}
		TestRun run = of(Map.of(), found.toArray(Class<?>[]::new));
		System.out.println("passed: " + run.passed() + ", failures: " + run.failures);
		System.exit((run.passed() > 0 && run.failures.isEmpty()) ? 0 : 1);
	}

}
