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

package io.zmqspring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.zmqspring.testsupport.JavaCommand;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an application in a separate process, with the jars of optional libraries removed
 * from its class path.
 */
class AbsentLibraryTests {

	private static final String JACKSON = "jackson-.*|spring-boot-jackson.*";

	private static final String MICROMETER = "micrometer-(core|jakarta9|observation-test|tracing|test).*|spring-boot-micrometer-.*";

	private static final String ACTUATOR = "spring-boot-(starter-)?(actuator|health).*";

	private static final String VALIDATOR = "hibernate-validator.*";

	private static final String VALIDATION = VALIDATOR + "|jakarta\\.validation-api.*|spring-boot-validation.*";

	private static final String REACTOR = "reactor-.*|reactive-streams.*";

	private static final String TRANSACTIONS = "spring-(tx|jdbc)-.*";

	private static final String COROUTINES = "kotlinx-coroutines-.*";

	private static final String KOTLIN = COROUTINES + "|kotlin-.*";

	private static final String CURVE = "bcprov-.*|lazysodium-.*|jna-.*";

	private static final String SECRET_KEY = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";

	private static final String[] CURVE_SETTINGS = { "--zmq.publishers.orders.address=tcp://127.0.0.1:0",
			"--zmq.publishers.orders.security=orders", "--zmq.template.publisher=events",
			"--zmq.security.curve.orders.any-client=true", "--zmq.security.curve.orders.secret-key=" + SECRET_KEY };

	private static final String REQUIRED = "(spring-(aop|beans|context|core|expression|messaging)|spring-boot|spring-boot-autoconfigure"
			+ "|commons-logging|jspecify|micrometer-(commons|observation)|jeromq|jnacl)-\\d.*";

	private static final String TESTS = "spring-boot-test.*|junit-.*|mockito-.*|archunit.*|byte-buddy.*";

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "jackson," + JACKSON, "micrometer," + MICROMETER, "actuator," + ACTUATOR, "validation," + VALIDATION,
			"reactor," + REACTOR, "kotlin," + KOTLIN, "transactions," + TRANSACTIONS })
	void textAndBytesAreExchangedWithout(String library, String jars) throws Exception {
		assertThat(run(jars, "--zmq.publishers.events.heartbeat.enabled=true")).contains(SmallApplication.SUCCESS)
			.doesNotContain("reports an error");
	}

	// Holds for libraries that become optional later, too
	@Test
	void nothingButTheRequiredLibrariesIsNeeded() throws Exception {
		String output = run("(?!" + REQUIRED + "\\.jar).*", "--zmq.publishers.events.heartbeat.enabled=true",
				"--zmq.controllers.main.workers.a.push.address=inproc://work",
				"--zmq.controllers.main.workers.a.pull.address=inproc://results");
		assertThat(output).contains(SmallApplication.SUCCESS).doesNotContain("reports an error");
	}

	@Test
	void listenerToARecordWithoutJacksonIsRefused() throws Exception {
		assertThat(run(JACKSON, "--listen-to-records=true"))
			.contains("APPLICATION FAILED TO START", "The listener Records.on has a payload that cannot be read",
					"Add spring-boot-starter-jackson")
			.doesNotContain(SmallApplication.SUCCESS);
	}

	@Test
	void heartbeatsCannotBeReadWithoutJackson() throws Exception {
		assertThat(run(JACKSON, "--zmq.subscribers.events.expect-heartbeat-within=15s")).contains(
				"APPLICATION FAILED TO START",
				"zmq.subscribers.events.expect-heartbeat-within reads heartbeats, which are JSON, but Jackson is absent",
				"Add spring-boot-starter-jackson")
			.doesNotContain(SmallApplication.SUCCESS);
	}

	@Test
	void transactionalTemplateWithoutTransactionsIsRefused() throws Exception {
		assertThat(run(TRANSACTIONS, "--zmq.template.transactional=true"))
			.contains("APPLICATION FAILED TO START",
					"zmq.template.transactional is true, but transactions need spring-tx, which is absent", "spring-tx")
			.doesNotContain(SmallApplication.SUCCESS);
	}

	@Test
	void validListenerWithoutAValidatorIsRefused() throws Exception {
		assertThat(run(VALIDATOR, "--listen-to-valid-texts=true"))
			.contains("APPLICATION FAILED TO START",
					"The listener ValidTexts.on requires validation, but there is no validator",
					"Add spring-boot-starter-validation")
			.doesNotContain(SmallApplication.SUCCESS);
	}

	@Test
	void suspendingListenerWithoutCoroutinesIsRefused() throws Exception {
		assertThat(run(COROUTINES, "--listen-suspending=true"))
			.contains("APPLICATION FAILED TO START",
					"The listener Suspending.on is a suspending function, which needs kotlinx-coroutines",
					"Add org.jetbrains.kotlinx:kotlinx-coroutines-core")
			.doesNotContain(SmallApplication.SUCCESS);
	}

	@Test
	void resultsArePublishedWithoutReactorAndKotlin() throws Exception {
		assertThat(run(REACTOR + "|" + KOTLIN, "--publish-results=true")).contains(SmallApplication.SUCCESS,
				"the answer is forty-two");
	}

	@Test
	void curveIsEncryptedByTheLibraryOfJeroMqWithoutAnother() throws Exception {
		assertThat(run(CURVE, CURVE_SETTINGS)).contains("CURVE is encrypted by jnacl", SmallApplication.SUCCESS);
	}

	@ParameterizedTest
	@CsvSource({ "libsodium,com.goterl:lazysodium-java", "bouncycastle,org.bouncycastle:bcprov-jdk18on" })
	void providerThatIsAbsentIsRefused(String provider, String dependency) throws Exception {
		String[] settings = Arrays.copyOf(CURVE_SETTINGS, CURVE_SETTINGS.length + 1);
		settings[CURVE_SETTINGS.length] = "--zmq.security.curve-provider=" + provider;
		assertThat(run(CURVE, settings))
			.contains("APPLICATION FAILED TO START", "zmq.security.curve-provider", "Add the dependency " + dependency)
			.doesNotContain(SmallApplication.SUCCESS, SECRET_KEY);
	}

	private String run(String absentJars, String... arguments) throws IOException, InterruptedException {
		assertThat(JavaCommand.classPath()).as("Jars to remove").anyMatch((entry) -> isJar(entry, absentJars));
		List<String> command = new JavaCommand().withoutNeighbours()
			.without((entry) -> isJar(entry, absentJars + "|" + TESTS))
			.run(SmallApplication.class,
					Stream
						.concat(Stream.of("--spring.main.log-startup-info=false",
								"--zmq.publishers.events.address=inproc://events",
								"--zmq.subscribers.events.address=inproc://events"), Stream.of(arguments))
						.toArray(String[]::new));
		Path output = this.directory.resolve("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("The application has ended").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output);
	}

	private static boolean isJar(Path entry, String names) {
		return Pattern.matches("(" + names + ")\\.jar", entry.getFileName().toString());
	}

}
