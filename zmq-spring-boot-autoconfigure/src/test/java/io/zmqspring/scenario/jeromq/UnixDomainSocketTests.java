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

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with ipc addresses never open a tcp channel. Where internals of JeroMQ are
 * not accessible, they are refused.
 */
class UnixDomainSocketTests {

	private static final long SHORT = 400;

	@TempDir
	private Path directory;

	private static String run(ChildJvm jvm) throws Exception {
		String output = jvm.option(PrintingSelectorProvider.OPTIONS).over(TestTransport.IPC).run(SHORT);
		assertThat(output).contains(PrintingSelectorProvider.INSTALLED).doesNotContain(PrintingSelectorProvider.OPENED);
		return output;
	}

	private static void flows(String output) {
		assertThat(output).contains(RoundTripApplication.PUB_SUB + "true", RoundTripApplication.PUSH_PULL + "true",
				RoundTripApplication.FAULTS + "[]");
	}

	@Test
	void closedModuleIsRefusedUntilTheOptionsNamedInTheReportAreUsed() throws Exception {
		String refused = run(ModulePath.jvm(this.directory));
		assertThat(refused)
			.contains("APPLICATION FAILED TO START", "JeroMQ is a module that does not open its packages",
					"--add-opens org.zeromq.jeromq/zmq=" + ModulePath.PRODUCT)
			.doesNotContain(RoundTripApplication.PUB_SUB);
		Matcher option = Pattern.compile("--add-opens (\\S+?)[,\\s]").matcher(refused);
		ChildJvm opened = ModulePath.jvm(this.directory);
		while (option.find()) {
			opened.option("--add-opens", option.group(1));
		}
		flows(run(opened));
	}

	@Test
	void roleThatConnectsIsRefusedIfJeroMqHasOtherInternals() throws Exception {
		Path renamed = RenamedJar.of(ChildJvm.jeroMq(), this.directory.resolve("jeromq.jar"), Set.of("fd"), Set.of());
		String output = new ChildJvm(this.directory).replace(ChildJvm.jeroMq(), renamed)
			.option("-Dzmq.subscribers.events.address=" + TestTransport.IPC.address())
			.run(SHORT);
		assertThat(output).contains("APPLICATION FAILED TO START", "zmq.subscribers.events", "use JeroMQ 0.6.0")
			.doesNotContain(RoundTripApplication.PUB_SUB);
	}

}
