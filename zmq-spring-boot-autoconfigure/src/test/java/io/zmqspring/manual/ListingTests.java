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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.zmqspring.manual.Page.Listing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every listing of the manual is part of a file that a test compiles or runs, or is run
 * by a test that reads it from the page, or consists of commands that a test runs, or is
 * YAML whose keys exist.
 */
class ListingTests {

	private static final Set<String> PICTURES = Set.of("mermaid");

	// Directories whose files are compiled or run by the build or a script
	private static final List<String> RUN = List.of("zmq-spring-boot-autoconfigure/src/", "sample-app/",
			"zmq-spring-boot-starter-test/src/", "kotlin-tests/src/", "zmq-spring-boot-dashboard/src/", ".ci/",
			"scripts/", "across-hosts/src/");

	static Stream<Listing> listings() {
		return Page.all()
			.stream()
			.filter((page) -> page.path().startsWith("docs") || page.path().endsWith(Path.of("README.md")))
			.filter((page) -> !page.path().startsWith("benchmarks"))
			.flatMap((page) -> page.listings().stream())
			.filter((listing) -> !PICTURES.contains(listing.language()));
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("listings")
	void listingIsCovered(Listing listing) throws IOException {
		if ("listing".equals(listing.coverage())) {
			assertThat(listing.text()).as("the part '%s'", listing.by()).isEqualTo(part(listing.by()));
		}
		else if ("tried".equals(listing.coverage())) {
			String source = Files.readString(source(listing.by()));
			assertThat(listing.text()).filteredOn((line) -> !line.isBlank())
				.allSatisfy((line) -> assertThat(source).contains(inJava(line.strip())));
		}
		else if ("run".equals(listing.coverage())) {
			assertReads(listing);
		}
		else {
			assertThat(listing.language()).as("a listing that nothing covers: %s", listing).isEqualTo("yaml");
			new YamlKeys(listing.text()).assertKnown();
		}
	}

	// The test or script names the page and the listing. Each name is used once
	private static void assertReads(Listing listing) throws IOException {
		String by = listing.by();
		String reader = by.substring(0, by.indexOf('#'));
		String name = by.substring(by.indexOf('#') + 1);
		String source = Files.readString(reader.contains("/") ? Page.ROOT.resolve(reader) : source(reader));
		assertThat(source).contains(listing.page().toString()).containsPattern("[\" ]" + Pattern.quote(name) + "\\b");
		assertThat(Page.read(Page.ROOT.resolve(listing.page())).listings()).extracting(Listing::by)
			.filteredOn(by::equals)
			.hasSize(1);
	}

	private static String inJava(String line) {
		return line.replace("\\", "\\\\").replace("\"", "\\\"");
	}

	// A tag may be used several times, to leave lines out; blank lines around them become
	// one
	private static List<String> part(String by) throws IOException {
		int hash = by.indexOf('#');
		String file = (hash < 0) ? by : by.substring(0, hash);
		assertThat(RUN).as("directories of files that are run").anyMatch(file::startsWith);
		List<String> lines = Files.readAllLines(Page.ROOT.resolve(file));
		if (hash < 0) {
			return lines;
		}
		String tag = by.substring(hash + 1);
		List<String> part = new ArrayList<>();
		boolean within = false;
		for (String line : lines) {
			if (line.endsWith("tag::" + tag + "[]") || line.endsWith("end::" + tag + "[]")) {
				within = line.endsWith("tag::" + tag + "[]");
			}
			else if (within && !line.contains("tag::") && !line.contains("end::")
					&& !(line.isBlank() && !part.isEmpty() && part.get(part.size() - 1).isBlank())) {
				part.add(line);
			}
		}
		assertThat(part).as("the part '%s'", by).isNotEmpty();
		return withoutIndent(part);
	}

	// Tabs become four spaces, as the pages have them
	private static List<String> withoutIndent(List<String> part) {
		List<String> spaced = part.stream().map((line) -> line.replace("\t", "    ")).toList();
		int indent = spaced.stream()
			.filter((line) -> !line.isBlank())
			.mapToInt((line) -> line.length() - line.stripLeading().length())
			.min()
			.orElse(0);
		return spaced.stream().map((line) -> line.isBlank() ? "" : line.substring(indent)).toList();
	}

	private static Path source(String className) throws IOException {
		String file = className.replace('.', '/') + ".java";
		try (Stream<Path> modules = Files.list(Page.ROOT)) {
			List<Path> found = modules.map((module) -> module.resolve("src/test/java").resolve(file))
				.filter(Files::isRegularFile)
				.toList();
			assertThat(found).as("the test '%s'", className).hasSize(1);
			return found.get(0);
		}
	}

}
