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

package io.zmqspring.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.dashboard.browser.Browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page of an application with nothing but the starter of Spring MVC and this module:
 * in a process of its own, without the actuator, Micrometer's meters and Spring Security
 * on the class path.
 */
class PlainPageTests extends RealBrowser {

	private static final Pattern ABSENT = Pattern.compile(
			".*(actuat|micrometer-core|micrometer-metrics|micrometer-jakarta|security|selenium|mockito|junit|guava|spring-boot-test|spring-test).*\\.jar");

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	static Path directory;

	private static Process process;

	private static Path log;

	private static String origin;

	@BeforeAll
	static void startApplication() throws IOException {
		log = directory.resolve("log");
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !ABSENT.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
		process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, OpenApplication.class.getName(),
				"--server.port=0", "--zmq.dashboard.enabled=true", "--zmq.publishers.events.address=tcp://127.0.0.1:0",
				"--zmq.publishers.events.heartbeat.enabled=true", "--zmq.publishers.events.heartbeat.interval=100ms")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		await().until(() -> !process.isAlive() || PORT.matcher(Files.readString(log)).find());
		Matcher port = PORT.matcher(Files.readString(log));
		assertThat(port.find()).as(Files.readString(log)).isTrue();
		origin = "http://localhost:" + port.group(1);
	}

	@AfterAll
	static void stopApplication() throws InterruptedException {
		process.destroy();
		if (!process.waitFor(20, TimeUnit.SECONDS)) {
			process.destroyForcibly();
		}
	}

	@Test
	void pageShowsTheRolesWithoutButtonsErrorsAndForeignAddresses() throws IOException {
		open(origin + "/zmq");
		await().until(() -> text("#role-publisher-events [data-field=state]").equals("RUNNING"));
		await().until(() -> number("#role-publisher-events [data-total=sent]") >= 0);
		assertThat(isShown("#role-publisher-events [data-field=toggle]")).isFalse();
		for (String section : new String[] { "#links", "#handlers", "#security", "#panels", "#switches" }) {
			assertThat(isShown(section)).as(section).isFalse();
		}
		assertThat(Browser.complaints(browser)).isEmpty();
		assertThat(Browser.loaded(browser)).hasSizeGreaterThan(3)
			.allMatch((address) -> address.startsWith(origin + "/zmq/"));
		assertThat(Files.readString(log)).contains("The dashboard is at the path /zmq")
			.doesNotContain("WARN", "ERROR", "Exception");
	}

	@Test
	void rateIsRightAfterTheClockOfTheServerWasSetBack() {
		open(origin + "/zmq");
		browser.executeScript("""
				const real = window.fetch;
				window.back = 0;
				window.answers = 0;
				window.fetch = async (address, options) => {
					const response = await real(address, options);
					if (!String(address).endsWith("/state")) {
						return response;
					}
					const state = await response.json();
					state.time -= window.back;
					state.roles.forEach((role) => { role.sent = Math.round(performance.now()); });
					window.answers++;
					return Response.json(state);
				};
				""");
		await().until(() -> number("#role-publisher-events [data-rate=sent]") > 100);
		browser.executeScript("window.back = 3_600_000; window.answers = 0");
		await().until(() -> (Long) browser.executeScript("return window.answers") >= 3);
		await().during(Duration.ofMillis(200))
			.atMost(Duration.ofSeconds(5))
			.until(() -> number("#role-publisher-events [data-rate=sent]") > 100);
	}

}
