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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zmqspring.manual.Page.Listing;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.PythonPeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Carries out the quick start of {@code README.md}, and the first part of
 * {@code docs/getting-started.md}, with their own text: the listings become the files of
 * an application, which is compiled and run in a process of its own. The build with Maven
 * is tried by {@code .ci/quick-start}.
 */
class QuickStartTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Page README = Page.read(Page.ROOT.resolve("README.md"));

	private static final Page TUTORIAL = Page.read(Page.ROOT.resolve("docs/getting-started.md"));

	private static final String YML = "src/main/resources/application.yml";

	private static final String JAVA = "src/main/java/demo/DemoApplication.java";

	private static final String PYTHON = "hear.py";

	@TempDir
	private Path directory;

	private final String port = String.valueOf(FreePort.find());

	private final String secondPort = String.valueOf(FreePort.find());

	@BeforeEach
	void writeFiles() throws IOException {
		for (String file : List.of("pom.xml", YML, JAVA, PYTHON)) {
			write(file, text(README, file));
		}
		write("tell.py", text(TUTORIAL, "tell.py"));
	}

	private void write(String file, String text) throws IOException {
		Path path = this.directory.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text.replace(":5555", ":" + this.port).replace(":5556", ":" + this.secondPort));
	}

	@Test
	void applicationAndPythonReceiveWhatTheApplicationPublishes() throws Exception {
		compile();
		try (Program application = application()) {
			Pattern received = pattern("Received ");
			await().atMost(TIMEOUT).untilAsserted(() -> assertThat(application.output()).containsPattern(received));
			assertThat(python(PYTHON)).matches(pattern("[b'order.placed'"));
		}
	}

	@Test
	void applicationReceivesWhatPythonPublishesAndRejectsWhatIsNotComplete() throws Exception {
		write(YML, text(TUTORIAL, "two-addresses.yml"));
		compile();
		try (Program application = application()) {
			python("tell.py");
			await().atMost(TIMEOUT)
				.untilAsserted(
						() -> assertThat(application.output()).contains(lines("told")).contains(lines("rejected")));
		}
	}

	private static List<String> lines(String name) {
		return text(TUTORIAL, name).lines().toList();
	}

	@Test
	void buildUsesTheStarterAndSpringBootOfThisProject() throws IOException {
		String parent = Files.readString(Page.ROOT.resolve("pom.xml"));
		String starter = Files.readString(Page.ROOT.resolve("zmq-spring-boot-starter/pom.xml"));
		String name = element(starter.substring(starter.indexOf("</parent>")), "artifactId");
		assertThat(text(README, "pom.xml"))
			.contains("<artifactId>spring-boot-starter-parent</artifactId><version>"
					+ element(parent, "spring-boot.version") + "</version>")
			.contains("<groupId>" + element(starter, "groupId") + "</groupId><artifactId>" + name
					+ "</artifactId><version>" + element(starter, "version") + "</version>");
	}

	private static String element(String xml, String name) {
		Matcher matcher = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private void compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			assertThat(compiler
				.getTask(null, files, null,
						List.of("-parameters", "-proc:none", "-d", classes(), "-cp",
								System.getProperty("java.class.path")),
						null, files.getJavaFileObjects(this.directory.resolve(JAVA)))
				.call()).isTrue();
		}
	}

	private String classes() {
		return this.directory.resolve(YML).getParent().toString();
	}

	private Program application() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(
				new JavaCommand().withoutNeighbours().with(Path.of(classes())).run("demo.DemoApplication"));
		// The class path of the tests has a web server, that of the application does not
		builder.environment().put("SPRING_MAIN_WEB_APPLICATION_TYPE", "none");
		return new Program(builder, this.directory.resolve("log"));
	}

	private String python(String file) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(PythonPeer.interpreter(), file).directory(this.directory.toFile());
		try (Program python = new Program(builder, this.directory.resolve(file + ".log"))) {
			assertThat(python.process().waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(python.process().exitValue()).as(python.output()).isZero();
			return python.output().strip();
		}
	}

	// The text in the prose that begins so. Numbers of messages differ from run to run
	private static Pattern pattern(String beginning) {
		Matcher matcher = Pattern.compile("`(" + Pattern.quote(beginning) + "[^`]*)`")
			.matcher(String.join("\n", README.prose()));
		assertThat(matcher.find()).isTrue();
		return Pattern.compile(
				Stream.of(matcher.group(1).split("\\d+", -1)).map(Pattern::quote).collect(Collectors.joining("\\d+")));
	}

	private static String text(Page page, String name) {
		String by = QuickStartTests.class.getName() + "#" + name;
		List<Listing> found = page.listings().stream().filter((listing) -> listing.by().equals(by)).toList();
		assertThat(found).as("listings of '%s' with the name '%s'", page.path(), name).hasSize(1);
		return String.join("\n", found.get(0).text()) + "\n";
	}

	/**
	 * A running program.
	 *
	 * @param process its process
	 * @param log the file with its output
	 */
	private record Program(Process process, Path log) implements AutoCloseable {

		private Program(ProcessBuilder builder, Path log) throws IOException {
			this(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
		}

		private String output() throws IOException {
			return Files.readString(this.log);
		}

		@Override
		public void close() {
			this.process.destroy();
			assertThat(this.process.onExit()).succeedsWithin(TIMEOUT);
		}

	}

}
