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

package io.zmqspring.manual;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code scripts/across-hosts} can be read by bash, and says why it does nothing on a
 * machine without namespaces. The script itself is run by hand.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs bash")
class AcrossHostsScriptTests {

	private static final long SECONDS = 30;

	@TempDir
	private Path directory;

	@Test
	void scriptHasNoErrorOfSyntax() throws Exception {
		assertThat(run(System.getenv("PATH"), "-n")).isEmpty();
	}

	@Test
	void runIsSkippedWithItsReasonWithoutTheCommandForNamespaces() throws Exception {
		Files.createSymbolicLink(this.directory.resolve("id"), Path.of("/usr/bin/id"));
		assertThat(run(this.directory.toString())).startsWith("skipped: needs root and ip netns (")
			.containsAnyOf("not root", "ip is not installed")
			.hasLineCount(1);
	}

	private static String run(String path, String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of("/bin/bash"));
		command.addAll(List.of(options));
		command.add(Page.ROOT.resolve("scripts/across-hosts").toString());
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("PATH", path);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
