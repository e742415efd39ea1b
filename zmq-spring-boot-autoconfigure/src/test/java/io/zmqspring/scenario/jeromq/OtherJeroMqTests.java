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

package io.zmqspring.scenario.jeromq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts with another JeroMQ: messages flow, or the start is refused with a reason.
 */
class OtherJeroMqTests {

	private static final Set<String> REACHED_FIELDS = Set.of("dist", "pipes", "active", "eligible", "subscriptions",
			"markAsMatching", "mailbox", "cpipe", "ctxTerminated", "options", "timers", "inverse", "fdTable", "handler",
			"socket", "metadata", "decoder", "fd", "selector", "slots", "mechanism");

	private static final Set<String> REACHED_METHODS = Set.of("match", "xsend");

	// Longer than the watch of the engine waits for an answer
	private static final long LONGER_THAN_WATCH = 4500;

	private static final long LONGER_THAN_HANDSHAKE = 1500;

	private static final long SHORT = 400;

	private static final String SECRET_KEY = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";

	private static final String PUBLIC_KEY = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";

	@TempDir
	private Path directory;

	@Test
	void ordinaryJeroMqIsComplete() throws Exception {
		String output = new ChildJvm(this.directory).run(SHORT);
		assertThat(output).satisfies(OtherJeroMqTests::flows)
			.contains(RoundTripApplication.FAULTS + "[]")
			.doesNotContain("internals of JeroMQ");
	}

	@Test
	void closedModuleWorksAndNamesTheOptionsOnce() throws Exception {
		String output = ModulePath.jvm(this.directory).run(SHORT);
		assertThat(output).satisfies(OtherJeroMqTests::flows).contains(RoundTripApplication.FAULTS + "[]");
		assertThat(output).containsOnlyOnce("Some internals of JeroMQ are not accessible")
			.contains("messages dropped for slow subscribers are not counted")
			.contains("--add-opens org.zeromq.jeromq/zmq.socket.pubsub=" + ModulePath.PRODUCT)
			.doesNotContain("ALL-UNNAMED");
	}

	@Test
	void moduleOpenedByTheOptionsNamedInTheLogIsComplete() throws Exception {
		Matcher option = Pattern.compile("--add-opens (\\S+)").matcher(ModulePath.jvm(this.directory).run(SHORT));
		ChildJvm opened = ModulePath.jvm(this.directory);
		while (option.find()) {
			opened.option("--add-opens", option.group(1));
		}
		assertThat(opened.run(SHORT)).satisfies(OtherJeroMqTests::flows)
			.contains(RoundTripApplication.FAULTS + "[]")
			.doesNotContain("internals of JeroMQ");
	}

	@Test
	void jeroMqAsModuleBesideAnApplicationOnTheClassPathNamesItsOptions() throws Exception {
		ChildJvm jvm = new ChildJvm(this.directory).replace(ChildJvm.jeroMq())
			.option("--module-path", ChildJvm.jeroMq() + java.io.File.pathSeparator + ModulePath.jnacl(),
					"--add-modules", "org.zeromq.jeromq");
		assertThat(jvm.run(SHORT)).satisfies(OtherJeroMqTests::flows)
			.contains("--add-opens org.zeromq.jeromq/zmq.poll=ALL-UNNAMED");
	}

	@Test
	void messagesAreNumberedByAnyJeroMq() throws Exception {
		String numbered = "-Dzmq.publishers.events.sequence=true";
		assertThat(ModulePath.jvm(this.directory).option(numbered).run(SHORT)).satisfies(OtherJeroMqTests::flows)
			.contains(RoundTripApplication.FAULTS + "[]");
		assertThat(with(REACHED_FIELDS, REACHED_METHODS).option(numbered).run(SHORT)).satisfies(OtherJeroMqTests::flows)
			.contains(RoundTripApplication.FAULTS + "[]");
	}

	@Test
	void otherInternalsCostFeaturesButNoMessages() throws Exception {
		String output = with(REACHED_FIELDS, REACHED_METHODS).run(SHORT);
		assertThat(output).satisfies(OtherJeroMqTests::flows).contains(RoundTripApplication.FAULTS + "[]");
		assertThat(output).containsOnlyOnce("Some internals of JeroMQ are not accessible").contains("use JeroMQ 0.6.0");
	}

	@Test
	void engineThatNeverAnswersIsNotReplaced() throws Exception {
		String output = with(Set.of(), Set.of("processStop")).run(LONGER_THAN_WATCH);
		assertThat(output).satisfies(OtherJeroMqTests::flows)
			.contains(RoundTripApplication.FAULTS + "[]")
			.containsOnlyOnce("that hang cannot be noticed")
			.doesNotContain("recovered from an exception");
	}

	@Test
	void guardThatIsNeverCalledIsReportedInHealthAndLog() throws Exception {
		// Connections without a complete handshake would be closed after 500 ms
		String output = with(Set.of(), Set.of("setMetadata"))
			.option("-Dzmq.publishers.events.socket.handshake-interval=100ms",
					"-Dzmq.publishers.events.socket.heartbeat-interval=100ms",
					"-Dzmq.publishers.events.socket.heartbeat-timeout=300ms")
			.run(LONGER_THAN_HANDSHAKE);
		assertThat(output).satisfies(OtherJeroMqTests::flows)
			.contains(RoundTripApplication.FAULTS + "[the limits for peers have no effect")
			.contains("Peers may send frames, subscriptions and messages without limits")
			.contains(RoundTripApplication.REJECTED + "{}");
	}

	@Test
	void jeroMq054IsRefusedWithBothVersions() throws Exception {
		Path old = Path.of("target/jeromq/jeromq-0.5.4.jar");
		assertThat(old).as("copied by the build").exists();
		String output = new ChildJvm(this.directory).replace(ChildJvm.jeroMq(), old.toAbsolutePath()).run(SHORT);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("JeroMQ 0.5.4 has no ")
			.contains("JeroMQ 0.6.0 is needed")
			.contains("set it to 0.6.0")
			.doesNotContain(RoundTripApplication.PUB_SUB);
	}

	@Test
	void securityInAClosedModuleIsRefusedUntilTheOptionsNamedInTheReportAreUsed() throws Exception {
		String refused = secured(ModulePath.jvm(this.directory)).run(SHORT);
		assertThat(refused).contains("APPLICATION FAILED TO START", "cannot be used, because internals of JeroMQ")
			.contains("--add-opens org.zeromq.jeromq/zmq.io=" + ModulePath.PRODUCT)
			.doesNotContain(RoundTripApplication.PUB_SUB, SECRET_KEY);
		Matcher option = Pattern.compile("--add-opens (\\S+?)[,\\s]").matcher(refused);
		ChildJvm opened = ModulePath.jvm(this.directory);
		while (option.find()) {
			opened.option("--add-opens", option.group(1));
		}
		assertThat(secured(opened).run(SHORT)).satisfies(OtherJeroMqTests::flows);
	}

	@ParameterizedTest
	@ValueSource(strings = { "publishers.events", "subscribers.events", "workers.echo.pull",
			"controllers.main.workers.echo.push" })
	void everyRoleWithSecurityIsRefusedIfJeroMqHasOtherInternals(String socket) throws Exception {
		String output = with(Set.of("mechanism"), Set.of())
			.option("-Dzmq." + socket + ".security=legacy", "-Dzmq.security.plain.legacy.username=bob",
					"-Dzmq.security.plain.legacy.password=hunter2", "-Dzmq.security.plain.legacy.users.bob=hunter2")
			.run(SHORT);
		assertThat(output).contains("APPLICATION FAILED TO START", "'zmq." + socket + ".security'", "use JeroMQ 0.6.0")
			.doesNotContain(RoundTripApplication.PUB_SUB, "hunter2");
	}

	private static ChildJvm secured(ChildJvm jvm) {
		return jvm.option("-Dzmq.publishers.events.security=server", "-Dzmq.subscribers.events.security=client",
				"-Dzmq.security.curve.server.secret-key=" + SECRET_KEY, "-Dzmq.security.curve.server.any-client=true",
				"-Dzmq.security.curve.client.secret-key=" + SECRET_KEY,
				"-Dzmq.security.curve.client.server-key=" + PUBLIC_KEY);
	}

	@Test
	void pomsNameTheModules() throws IOException {
		assertThat(Files.readString(Path.of("pom.xml"))).contains("<Automatic-Module-Name>" + ModulePath.PRODUCT + "<");
		assertThat(Files.readString(Path.of("../zmq-spring-boot-starter/pom.xml")))
			.contains("<Automatic-Module-Name>io.zmqspring.starter<");
	}

	private static void flows(String output) {
		assertThat(output).contains(RoundTripApplication.PUB_SUB + "true")
			.contains(RoundTripApplication.PUSH_PULL + "true");
	}

	private ChildJvm with(Set<String> fields, Set<String> methods) throws IOException {
		Path copy = RenamedJar.of(ChildJvm.jeroMq(), this.directory.resolve("jeromq.jar"), fields, methods);
		return new ChildJvm(this.directory).replace(ChildJvm.jeroMq(), copy);
	}

}
