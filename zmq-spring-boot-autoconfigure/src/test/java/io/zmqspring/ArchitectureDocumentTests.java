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

package io.zmqspring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The architecture document against the code: the arrows of its picture are those of
 * {@link ArchitectureTests}, and the classes that it names exist.
 */
class ArchitectureDocumentTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

	// A class and perhaps a member, but no constant: there is a lower-case letter
	private static final Pattern CLASS_NAME = Pattern
		.compile("`@?((?:[a-z]+\\.)*)([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?(?:\\(.*?\\))?`");

	@Test
	void pictureHasTheArrowsOfTheRulesAndNoOthers() throws IOException {
		Map<String, Set<String>> rules = new TreeMap<>();
		ArchitectureArrows.ARROWS.forEach((room, used) -> {
			if (!used.isEmpty()) {
				rules.put(room, new TreeSet<>(used));
			}
		});
		assertThat(new Picture(Files.readAllLines(DOCUMENT)).arrows()).isEqualTo(rules);
	}

	@Test
	void documentNamesManyClasses() throws IOException {
		assertThat(names()).hasSizeGreaterThan(80);
	}

	@ParameterizedTest
	@MethodSource("names")
	void namedClassExists(String name) throws ClassNotFoundException {
		MatchResult parts = parts(name);
		if (!parts.group(1).isEmpty()) {
			assertThat(Class.forName(parts.group(1) + parts.group(2), false, getClass().getClassLoader())).isNotNull();
			return;
		}
		List<JavaClass> found = classes(parts.group(2));
		assertThat(found).as("Classes of the name " + parts.group(2)).isNotEmpty();
		if (parts.group(3) != null) {
			assertThat(found).flatMap(JavaClass::getAllMembers)
				.extracting(JavaMember::getName)
				.contains(parts.group(3));
		}
	}

	static Set<String> names() throws IOException {
		return CLASS_NAME.matcher(Files.readString(DOCUMENT))
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static MatchResult parts(String name) {
		Matcher parts = CLASS_NAME.matcher(name);
		assertThat(parts.matches()).isTrue();
		return parts.toMatchResult();
	}

	private static List<JavaClass> classes(String simpleName) throws ClassNotFoundException {
		List<JavaClass> found = ArchitectureTests.CLASSES.stream()
			.filter((type) -> type.getSimpleName().equals(simpleName))
			.toList();
		return (found.isEmpty() && simpleName.endsWith("Tests")) ? List.of(test(simpleName)) : found;
	}

	private static JavaClass test(String simpleName) throws ClassNotFoundException {
		return new ClassFileImporter()
			.importClass(Class.forName(ArchitectureDocumentTests.class.getPackageName() + "." + simpleName));
	}

	/**
	 * The arrows of a Mermaid flowchart. A frame stands for every node inside it.
	 */
	private static final class Picture {

		private static final Pattern FRAME = Pattern.compile("subgraph (\\S+).*");

		private final Map<String, Set<String>> frames = new TreeMap<>();

		private final Map<String, Set<String>> drawn = new TreeMap<>();

		private final Deque<String> open = new ArrayDeque<>();

		Picture(List<String> document) {
			document.stream()
				.map(String::strip)
				.dropWhile((line) -> !line.startsWith("flowchart"))
				.skip(1)
				.takeWhile((line) -> !line.equals("```"))
				.forEach(this::read);
		}

		private void read(String line) {
			Matcher frame = FRAME.matcher(line);
			if (frame.matches()) {
				this.frames.put(frame.group(1), new TreeSet<>());
				this.open.push(frame.group(1));
			}
			else if (line.equals("end")) {
				this.open.pop();
			}
			else {
				String[] ends = line.split(" --> ");
				place(ends[0]);
				if (ends.length == 2) {
					this.drawn.computeIfAbsent(ends[0], (from) -> new TreeSet<>())
						.addAll(List.of(ends[1].split(" & ")));
				}
			}
		}

		// Only the start of a line: an arrow may lead to a node of another frame. Lines
		// without an arrow declare a node, or with ~~~ only put it above another one
		private void place(String node) {
			this.open.forEach((frame) -> this.frames.get(frame).add(node));
		}

		Map<String, Set<String>> arrows() {
			Map<String, Set<String>> arrows = new TreeMap<>();
			this.drawn.forEach((from, to) -> nodes(from)
				.forEach((node) -> arrows.computeIfAbsent(node, (unknown) -> new TreeSet<>())
					.addAll(to.stream().flatMap(this::nodes).toList())));
			return arrows;
		}

		private Stream<String> nodes(String name) {
			if (name.equals("io.zmqspring")) {
				return Stream.of("");
			}
			Set<String> inside = this.frames.get(name);
			return (inside != null) ? inside.stream() : Stream.of(name);
		}

	}

}
