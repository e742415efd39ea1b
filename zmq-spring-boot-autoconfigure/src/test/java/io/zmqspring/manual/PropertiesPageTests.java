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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of all settings is the one that {@link PropertiesPage} generates. With the
 * system property {@code zmq.docs.write} the test writes it.
 */
class PropertiesPageTests {

	private static final Path FILE = Page.ROOT.resolve("docs/properties.md");

	private static final String COMMAND = "mvn -B test -pl zmq-spring-boot-autoconfigure -Dtest=PropertiesPageTests -Dzmq.docs.write=true";

	@Test
	void pageIsUpToDate() throws IOException {
		List<String> expected = new PropertiesPage().lines();
		if (Boolean.getBoolean("zmq.docs.write")) {
			Files.write(FILE, expected);
		}
		assertThat(FILE).as("Written by: " + COMMAND).exists();
		assertThat(Files.readAllLines(FILE)).as("Write it anew: " + COMMAND).isEqualTo(expected);
	}

	@Test
	void pageHasEverySection() {
		assertThat(new PropertiesPage().lines()).contains("## Publishers", "## Values")
			.anyMatch((line) -> line.startsWith("| `overflow` | `drop`, `block`, `fail` | `drop` |"))
			.anyMatch((line) -> line.startsWith("| `max-message-size` | size | `64MB` |"))
			.anyMatch((line) -> line.startsWith("| `zmq.enabled` |"));
	}

}
