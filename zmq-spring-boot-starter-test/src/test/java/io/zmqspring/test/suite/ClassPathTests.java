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

package io.zmqspring.test.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTestAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests run with other libraries, and from classes that are generated ahead of time.
 */
class ClassPathTests {

	@TempDir
	private Path directory;

	@Test
	void testsRunWithoutJacksonAndActuator() throws Exception {
		TestProcess process = new TestProcess(this.directory)
			.without((jar) -> jar.matches("(jackson|spring-boot-(starter-)?(jackson|actuator|health|micrometer)"
					+ "|micrometer-(core|jakarta)|spring-boot-(starter-)?validation|hibernate).*"));
		assertThat(process.classPath()).doesNotContain("jackson-databind").doesNotContain("actuator");
		assertThat(process.run(PlainCases.class)).contains("passed: 2, failures: []");
	}

	// SpringExtension of Spring Framework 7 itself needs JUnit 6: with JUnit 5, tests use
	// the bus
	@Test
	void testsRunWithJUnit5() throws Exception {
		TestProcess process = new TestProcess(this.directory)
			.without((jar) -> jar.matches("junit-(jupiter|platform).*"));
		try (Stream<Path> jars = Files.list(Path.of("target/junit5"))) {
			jars.forEach(process::with);
		}
		assertThat(process.classPath()).contains("junit-jupiter-api-5.");
		assertThat(process.run(BusCases.class)).contains("passed: 1, failures: []");
	}

	@Test
	void testsRunFromClassesThatAreGeneratedAheadOfTime() throws Exception {
		Path tests = this.directory.resolve("tests");
		copy(PlainCases.class, tests);
		new TestProcess(this.directory).run(SpringBootTestAotProcessor.class,
				List.of(tests.toString(), this.directory.resolve("sources").toString(),
						this.directory.resolve("resources").toString(), this.directory.resolve("classes").toString(),
						"group", "artifact"));
		TestProcess process = new TestProcess(this.directory).with(compile())
			.with(this.directory.resolve("resources"))
			.option("-Dspring.aot.enabled=true");
		assertThat(process.run(PlainCases.class)).contains("passed: 2, failures: []")
			.contains("Starting AOT-processed PlainCases");
	}

	private static void copy(Class<?> test, Path root) throws IOException {
		Path file = Path.of(test.getName().replace('.', '/') + ".class");
		Files.createDirectories(root.resolve(file).getParent());
		Files.copy(Path.of("target/test-classes").resolve(file), root.resolve(file));
	}

	private Path compile() throws IOException {
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			Stream<String> files = sources.map(Path::toString).filter((file) -> file.endsWith(".java"));
			String[] arguments = Stream.concat(Stream.of("-proc:none", "-nowarn", "-cp",
					System.getProperty("java.class.path") + File.pathSeparator + classes, "-d", classes.toString()),
					files)
				.toArray(String[]::new);
			assertThat(compiler.run(null, null, null, arguments)).isZero();
		}
		return classes;
	}

}
