package io.zmqspring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One package is one room; which room may import which, and the house rules a machine can
 * check.
 */
class ArchitectureTests {

	private static final String OURS = "io.zmqspring";

	private static final int MOST_LINES = 300;

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(OURS);

	@ParameterizedTest
	@CsvSource({ "socket, socket", "message, message", "role, role|socket|message", "listener, listener|role|message",
			"observation, observation|role|message" })
	void roomImportsOnlyItsNeighbours(String room, String neighbours) {
		String[] allowed = Stream.of(neighbours.split("\\|")).map(ArchitectureTests::room).toArray(String[]::new);
		check(noClasses().that()
			.resideInAPackage(room(room))
			.should()
			.dependOnClassesThat(ours().and(outside(allowed))));
	}

	@Test
	void nobodyImportsTheAutoConfiguration() {
		check(noClasses().that()
			.resideOutsideOfPackage(room("autoconfigure"))
			.should()
			.dependOnClassesThat()
			.resideInAPackage(room("autoconfigure")));
	}

	@Test
	void onlySocketKnowsJeroMq() {
		check(noClasses().that()
			.resideOutsideOfPackage(room("socket"))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.zeromq..", "zmq.."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "role", "socket" })
	void settingsRoomImportsOfSpringBootOnlyTheAnnotationsOfBinding(String room) {
		check(noClasses().that()
			.resideInAPackage(room(room))
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are Spring Boot's, but no annotations of binding",
					(type) -> isSpringBoot(type)
							&& !type.getPackageName().equals("org.springframework.boot.context.properties.bind"))));
	}

	@Test
	void otherRoomsDoNotKnowSpringBoot() {
		check(noClasses().that()
			.resideOutsideOfPackages(room("autoconfigure"), room("role"), room("socket"))
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are Spring Boot's", ArchitectureTests::isSpringBoot)));
	}

	@Test
	void roomsHaveNoCycles() {
		slices().matching(OURS + ".(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void everyClassStandsInARoom() {
		check(classes().should()
			.resideInAnyPackage(Stream.of("socket", "message", "role", "listener", "observation", "autoconfigure")
				.map(ArchitectureTests::room)
				.toArray(String[]::new)));
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
		NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
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
			return lines.count();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(CLASSES);
	}

	private static String room(String name) {
		return OURS + "." + name + "..";
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
