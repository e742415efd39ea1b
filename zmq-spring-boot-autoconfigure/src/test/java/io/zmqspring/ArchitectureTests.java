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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.zmqspring.security.CurveKeys;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One package is one room: which room may use which, and the rules for code that a
 * machine can check.
 */
class ArchitectureTests {

	private static final String OURS = "io.zmqspring";

	private static final int MOST_LINES = 300;

	private static final int MOST_FILES = 22;

	static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(OURS);

	@ParameterizedTest
	@MethodSource("rooms")
	void roomUsesOnlyTheRoomsItMay(String room) {
		List<String> allowed = Stream.concat(Stream.of(room), ArchitectureArrows.ARROWS.get(room).stream())
			.map(ArchitectureTests::packageOf)
			.toList();
		check(noClasses().that()
			.resideInAPackage(packageOf(room))
			.should()
			.dependOnClassesThat(ours().and(outside(allowed.toArray(String[]::new)))));
	}

	static Stream<String> rooms() {
		return ArchitectureArrows.ARROWS.keySet().stream().sorted();
	}

	@Test
	void everyClassStandsInARoom() {
		Set<String> packages = Stream
			.concat(ArchitectureArrows.ARROWS.keySet().stream(), Stream.of("autoconfigure", "autoconfigure.aot",
					"autoconfigure.entries", "autoconfigure.settings", "autoconfigure.actuate"))
			.map(ArchitectureTests::packageOf)
			.collect(Collectors.toSet());
		check(classes().should().resideInAnyPackage(packages.toArray(String[]::new)));
	}

	@Test
	void roomRoleKnowsOfSocketsOnlyTheConnection() {
		check(noClasses().that()
			.resideInAPackage(packageOf("role"))
			.should()
			.dependOnClassesThat(JavaClass.Predicates.resideInAPackage(packageOf("socket.connection"))
				.and(DescribedPredicate.not(JavaClass.Predicates.simpleName("Connection")))));
	}

	@Test
	void actuateIsUsedByNobody() {
		check(noClasses().that()
			.resideOutsideOfPackage(packageOf("autoconfigure.actuate"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage(packageOf("autoconfigure.actuate")));
	}

	@Test
	void packagesHaveNoCycles() {
		slices().assignedFrom(new SliceAssignment() {

			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return type.getPackageName().startsWith(OURS) ? SliceIdentifier.of(type.getPackageName())
						: SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "packages";
			}

		}).should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void noPackageHasMoreThan22Files() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			Map<Path, Long> large = files
				.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
			large.values().removeIf((count) -> count <= MOST_FILES);
			assertThat(large).as("Packages of more than " + MOST_FILES + " files").isEmpty();
		}
	}

	@Test
	void onlySocketKnowsJeroMq() {
		check(noClasses().that()
			.resideOutsideOfPackage(OURS + ".socket..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.zeromq..", "zmq.."));
	}

	@Test
	void onlyTheEngineRoomUsesReflectionOnJeroMqOrExtendsItsInternals() {
		check(noClasses().that()
			.resideInAPackage(OURS + ".socket..")
			.and()
			.resideOutsideOfPackage(packageOf("socket.engine") + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("java.lang.reflect")
			.orShould()
			.callMethodWhere(DescribedPredicate.describe("looks up members of other classes",
					ArchitectureTests::looksUpOtherClasses))
			.orShould()
			.beAssignableTo(DescribedPredicate.describe("a class of JeroMQ's internals",
					(JavaClass type) -> type.getPackageName().startsWith("zmq") && !type.isInterface()
							&& !type.getName().equals("zmq.Msg"))));
	}

	// MethodHandles.lookup() finds members of the calling class, and public ones
	private static boolean looksUpOtherClasses(JavaMethodCall call) {
		String owner = call.getTargetOwner().getName();
		return (owner.equals("java.lang.invoke.MethodHandles") && call.getName().equals("privateLookupIn"))
				|| (owner.equals("java.lang.Class")
						&& call.getName().matches("(getDeclared|getField|getMethod|getConstructor|forName).*"));
	}

	@Test
	void onlySettingsAndAutoConfigurationKnowSpringBoot() {
		check(noClasses().that()
			.resideOutsideOfPackages(OURS + ".autoconfigure..", packageOf("settings"), packageOf("settings.security"))
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are Spring Boot's", ArchitectureTests::isSpringBoot)));
	}

	@Test
	void settingsKnowOfSpringBootOnlyTheAnnotationsOfBinding() {
		check(noClasses().that()
			.resideInAnyPackage(packageOf("settings"), packageOf("settings.security"))
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are Spring Boot's, but no annotations of binding",
					(type) -> isSpringBoot(type)
							&& !type.getPackageName().equals("org.springframework.boot.context.properties.bind")
							&& !type.getSimpleName().equals("NestedConfigurationProperty"))));
	}

	@Test
	void everyPackageIsNullMarked() {
		List<String> unmarked = CLASSES.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((found) -> !found.isAnnotatedWith(NullMarked.class))
			.map(JavaPackage::getName)
			.toList();
		assertThat(unmarked).as("Packages without @NullMarked").isEmpty();
	}

	@Test
	void noClassHasANameThatSaysNothing() {
		check(noClasses().should().haveSimpleNameEndingWith("Manager"));
		check(noClasses().should().haveSimpleNameEndingWith("Helper"));
		check(noClasses().should().haveNameMatching(".*Utils?"));
		check(noClasses().should().haveSimpleNameEndingWith("Impl"));
	}

	@Test
	void nobodyPrints() {
		// The key tool is a command
		NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
			.check(CLASSES.that(DescribedPredicate.not(JavaClass.Predicates.type(CurveKeys.class))));
		check(noClasses().should()
			.callMethodWhere(DescribedPredicate.describe("prints a stack trace",
					(call) -> call.getTarget().getName().equals("printStackTrace"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "src/main/java", "src/test/java" })
	void noFileIsLong(String directory) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(directory))) {
			List<Path> tooLong = files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> lines(file) > MOST_LINES)
				.toList();
			assertThat(tooLong).as("Files of more than " + MOST_LINES + " lines").isEmpty();
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
		rule.allowEmptyShould(true).check(CLASSES);
	}

	private static String packageOf(String room) {
		return room.isEmpty() ? OURS : OURS + "." + room;
	}

	private static DescribedPredicate<JavaClass> ours() {
		return JavaClass.Predicates.resideInAPackage(OURS + "..");
	}

	private static DescribedPredicate<JavaClass> outside(String... packages) {
		return JavaClass.Predicates.resideOutsideOfPackages(packages);
	}

	private static boolean isSpringBoot(JavaClass type) {
		return type.getPackageName().startsWith("org.springframework.boot");
	}

}
