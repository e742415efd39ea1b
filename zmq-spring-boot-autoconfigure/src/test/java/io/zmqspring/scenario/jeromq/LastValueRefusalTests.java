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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Last values need internals of JeroMQ. Where these are not accessible, the start is
 * refused.
 */
class LastValueRefusalTests {

	private static final long SHORT = 400;

	private static final String LAST_VALUE = "-Dzmq.publishers.events.last-value.topics=greeting";

	@TempDir
	private Path directory;

	@Test
	void closedModuleIsRefusedUntilTheOptionsNamedInTheReportAreUsed() throws Exception {
		String refused = ModulePath.jvm(this.directory).option(LAST_VALUE).run(SHORT);
		assertThat(refused)
			.contains("APPLICATION FAILED TO START", "zmq.publishers.events: last-value cannot be used",
					"--add-opens org.zeromq.jeromq/zmq.pipe=" + ModulePath.PRODUCT)
			.doesNotContain(RoundTripApplication.PUB_SUB);
		Matcher option = Pattern.compile("--add-opens (\\S+?)[,\\s]").matcher(refused);
		ChildJvm opened = ModulePath.jvm(this.directory).option(LAST_VALUE);
		while (option.find()) {
			opened.option("--add-opens", option.group(1));
		}
		assertThat(opened.run(SHORT)).contains(RoundTripApplication.PUB_SUB + "true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sink", "pendingData", "eligible" })
	void otherInternalsAreRefused(String field) throws Exception {
		Path renamed = RenamedJar.of(ChildJvm.jeroMq(), this.directory.resolve("jeromq.jar"), Set.of(field), Set.of());
		String output = new ChildJvm(this.directory).replace(ChildJvm.jeroMq(), renamed).option(LAST_VALUE).run(SHORT);
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "zmq.publishers.events: last-value cannot be used",
					"use JeroMQ 0.6.0")
			.doesNotContain(RoundTripApplication.PUB_SUB);
	}

}
