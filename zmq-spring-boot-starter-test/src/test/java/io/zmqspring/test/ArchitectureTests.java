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

package io.zmqspring.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for the code of this module that a machine can check.
 */
class ArchitectureTests {

	private static final String OURS = "io.zmqspring.test";

	private static final int MOST_LINES = 300;

	private static final int MOST_FILES = 22;

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((Location location) -> !location.contains("zmq-spring-boot-autoconfigure"))
		.importPackages(OURS);

	@Test
	void addressesKnowOnlyTheSettings() {
		check(noClasses().that()
			.resideInAPackage(OURS + ".address")
			.should()
			.dependOnClassesThat()
			.resideOutsideOfPackages(OURS + ".address", "io.zmqspring.settings", "io.zmqspring.settings.proxy",
					"io.zmqspring.autoconfigure", "io.zmqspring.autoconfigure.settings", "java..", "org.jspecify.."));
	}

	@Test
	void roomsBelowDoNotKnowThePeers() {
		check(noClasses().that().resideInAPackage(OURS + ".*").should().dependOnClassesThat().resideInAPackage(OURS));
	}

	@Test
	void everyClassStandsInARoom() {
		check(classes().should()
			.resideInAnyPackage(OURS, OURS + ".address", OURS + ".fault", OURS + ".idle", OURS + ".leak"));
	}

	@Test
	void nobodyKnowsJeroMqOrItsSockets() {
		check(noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.zeromq..", "zmq..", "io.zmqspring.socket.*.."));
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
			.allMatch((found) -> found.isAnnotatedWith(NullMarked.class));
	}

	@Test
	void nobodyPrints() {
		NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
	}

	@Test
	void noClassHasANameThatSaysNothing() {
		check(noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)"));
	}

	@Test
	void noPackageHasMoreThan22Files() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			Map<Path, Long> counts = files
				.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
			assertThat(counts).isNotEmpty()
				.allSatisfy((path, count) -> assertThat(count).isLessThanOrEqualTo(MOST_FILES));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "src/test/java" })
	void noFileIsLong(String directory) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(directory))) {
			List<Path> tooLong = files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> lines(file) > MOST_LINES)
				.toList();
			assertThat(tooLong).isEmpty();
		}
	}

	private static long lines(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.dropWhile((line) -> !line.startsWith("package ")).count();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

}
