package io.zmqspring.benchmarks.footprint;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of an application, picked from that of all the benchmarks.
 */
final class ClassPath {

	// What the two starters spring-boot-starter-actuator and -jackson bring
	private static final Predicate<String> EMPTY = Pattern.compile("spring-(aop|beans|context|core|expression)-\\d.*"
			+ "|spring-boot-(\\d|actuator|autoconfigure|health|jackson|micrometer|starter-(\\d|actuator|jackson|logging|micrometer)).*"
			+ "|jackson-(annotations|core|databind)-.*|micrometer-(commons|core|jakarta9|observation)-.*"
			+ "|(commons-logging|HdrHistogram|jakarta.annotation-api|jspecify|jul-to-slf4j|LatencyUtils)-.*"
			+ "|(log4j-(api|to-slf4j)|logback-(classic|core)|slf4j-api|snakeyaml)-.*")
		.asMatchPredicate();

	private static final Predicate<String> STARTER = Pattern
		.compile("(zmq-spring-boot-(autoconfigure|starter)|jeromq|jnacl|spring-messaging)-.*")
		.asMatchPredicate();

	private ClassPath() {
	}

	/**
	 * That of an application.
	 * @param withStarter whether it has the starter, with all that it brings
	 * @return the class path, the classes of the benchmarks included
	 */
	static String of(boolean withStarter) {
		Predicate<String> wanted = withStarter ? EMPTY.or(STARTER) : EMPTY;
		List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		Stream<String> classes = all.stream().filter((entry) -> !entry.endsWith(".jar"));
		Stream<String> jars = all.stream()
			.filter((entry) -> entry.endsWith(".jar"))
			.filter((entry) -> wanted.test(Path.of(entry).getFileName().toString()))
			.sorted();
		return Stream.concat(classes, jars).collect(Collectors.joining(File.pathSeparator));
	}

}
