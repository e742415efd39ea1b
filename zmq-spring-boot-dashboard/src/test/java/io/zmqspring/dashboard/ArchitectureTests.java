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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.socket.connection.Connection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for the code of this module that a machine can check.
 */
class ArchitectureTests {

	private static final int MOST_LINES = 300;

	private static final int MOST_FILES = 22;

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.zmqspring.dashboard");

	@Test
	void dashboardSeesOnlyWhatApplicationsSee() {
		noClasses().should()
			.dependOnClassesThat(JavaClass.Predicates
				.resideInAnyPackage("org.zeromq..", "zmq..", "io.zmqspring.socket..", "io.zmqspring.role.runtime..",
						"io.zmqspring.role.statistics..", "io.zmqspring.replay..", "io.zmqspring.listener..")
				.and(DescribedPredicate.not(JavaClass.Predicates.type(Connection.class))))
			.check(CLASSES);
	}

	@Test
	void onlyTheExhibitsAndTheAutoConfigurationArePublic() {
		classes().that()
			.areTopLevelClasses()
			.and()
			.haveModifier(JavaModifier.PUBLIC)
			.should()
			.haveNameMatching(".*\\.(DashboardExhibit|ZmqDashboardAutoConfiguration)")
			.check(CLASSES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "src/test/java" })
	void filesAreShortAndFew(String directory) throws IOException {
		try (Stream<Path> found = Files.walk(Path.of(directory))) {
			List<Path> files = found.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.endsWith("package-info.java"))
				.toList();
			assertThat(files).hasSizeBetween(1, MOST_FILES);
			for (Path file : files) {
				try (Stream<String> lines = Files.lines(file)) {
					assertThat(lines.dropWhile((line) -> !line.startsWith("package ")).count()).as("lines of " + file)
						.isLessThanOrEqualTo(MOST_LINES);
				}
			}
		}
	}

}
