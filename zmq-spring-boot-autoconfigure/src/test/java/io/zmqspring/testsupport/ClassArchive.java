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

package io.zmqspring.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zmqspring.testsupport.TestApplication.NoBeans;

/**
 * An archive with the classes of the libraries that most programs of the tests load. A
 * JVM that uses it neither parses nor verifies them, and starts in about half of the CPU
 * time. It is made by the first test that starts a JVM, and is kept until the build
 * directory is deleted.
 * <p>
 * A JVM uses an archive only if its class path starts with the jars of the archive, all
 * of them and in the same order; otherwise it loads the classes from the jars.
 */
final class ClassArchive {

	private static final Pattern JARS = Pattern
		.compile("(spring-(aop|beans|context|core|expression|messaging)|spring-boot|spring-boot-autoconfigure"
				+ "|spring-boot-jackson|jackson-(annotations|core|databind)|logback-(classic|core)|slf4j-api"
				+ "|jul-to-slf4j|log4j-(api|to-slf4j)|commons-logging|jspecify|micrometer-(commons|observation))-\\d.*\\.jar");

	private static final Path DIRECTORY = Path.of("target", "class-archive").toAbsolutePath();

	private static final Path FILE = DIRECTORY
		.resolve(Integer.toHexString((System.getProperty("java.vm.version") + jars()).hashCode()) + ".jsa");

	private ClassArchive() {
	}

	private static List<Path> jars() {
		return JavaCommand.classPath().stream().filter(ClassArchive::isArchived).toList();
	}

	private static boolean isArchived(Path entry) {
		return JARS.matcher(entry.getFileName().toString()).matches();
	}

	/**
	 * Return a class path that starts with the jars of the archive.
	 * @param classPath the class path
	 * @return the same entries in another order
	 */
	static List<Path> order(List<Path> classPath) {
		return Stream
			.concat(classPath.stream().filter(ClassArchive::isArchived),
					classPath.stream().filter((entry) -> !isArchived(entry)))
			.toList();
	}

	/**
	 * Return the archive. Makes it if there is none.
	 * @return the file
	 */
	static synchronized Path file() {
		try {
			if (!Files.exists(FILE)) {
				Files.createDirectories(DIRECTORY);
				// The tests run in more than one process
				try (FileChannel lock = FileChannel.open(DIRECTORY.resolve("lock"), StandardOpenOption.CREATE,
						StandardOpenOption.WRITE)) {
					lock.lock();
					if (!Files.exists(FILE)) {
						make();
					}
				}
			}
			return FILE;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void make() throws IOException {
		Path classes = DIRECTORY.resolve("classes.txt");
		run("-XX:TieredStopAtLevel=1", "-XX:DumpLoadedClassList=" + classes, "-cp",
				path(order(JavaCommand.classPath())), JavaPeer.class.getName(), NoBeans.class.getName(),
				"zmq.publishers.out.address=tcp://127.0.0.1:0");
		Path file = DIRECTORY.resolve("new.jsa");
		run("-XX:TieredStopAtLevel=1", "-Xshare:dump", "-XX:SharedClassListFile=" + classes,
				"-XX:SharedArchiveFile=" + file, "-cp", path(jars()));
		Files.move(file, FILE, StandardCopyOption.ATOMIC_MOVE);
	}

	private static void run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
		command.addAll(List.of(arguments));
		Path log = DIRECTORY.resolve("log.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		process.getOutputStream().close();
		try {
			if (process.waitFor() != 0) {
				throw new AssertionError("Command failed: " + command + "\n" + Files.readString(log));
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String path(List<Path> entries) {
		return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
