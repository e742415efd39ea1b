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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that runs a program of the tests in another JVM. The JVM starts quickly: it
 * uses neither the C2 compiler nor a concurrent collector, and it reads the classes of
 * libraries from a {@link ClassArchive}.
 */
public final class JavaCommand {

	private static final Pattern NEIGHBOURS = Pattern.compile("(hibernate-validator|tomcat-embed|h2|opentelemetry"
			+ "|spring-(web|webmvc|security|integration|jdbc)|spring-boot-(starter-)?(web|webmvc|tomcat|servlet|http|security)"
			+ "|mockito|byte-buddy|objenesis|archunit|asm|json-path|json-smart|jsonassert|xmlunit)[-.].*\\.jar");

	private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
			"-Xshare:auto", "-Dspring.backgroundpreinitializer.ignore=true", "-Dfile.encoding=UTF-8"));

	private List<Path> classPath;

	/**
	 * A command with the class path of this JVM.
	 */
	public JavaCommand() {
		this.classPath = classPath();
	}

	/**
	 * Return the class path of this JVM.
	 * @return the directories and jars
	 */
	public static List<Path> classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
	}

	/**
	 * Return the program that starts a JVM of the JDK of this JVM.
	 * @return the program
	 */
	public static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * Add options of the JVM.
	 * @param added the options
	 * @return this
	 */
	public JavaCommand options(String... added) {
		Collections.addAll(this.options, added);
		return this;
	}

	/**
	 * Remove entries of the class path.
	 * @param removed tells which
	 * @return this
	 */
	public JavaCommand without(Predicate<Path> removed) {
		this.classPath = this.classPath.stream().filter(removed.negate()).toList();
		return this;
	}

	/**
	 * Remove libraries that the product does not need, although it may be used together
	 * with them. An application starts faster without them.
	 * @return this
	 */
	public JavaCommand withoutNeighbours() {
		return without((entry) -> NEIGHBOURS.matcher(entry.getFileName().toString()).matches());
	}

	/**
	 * Add entries at the end of the class path.
	 * @param added the directories or jars
	 * @return this
	 */
	public JavaCommand with(Path... added) {
		this.classPath = Stream.concat(this.classPath.stream(), Stream.of(added)).toList();
		return this;
	}

	/**
	 * Return the command.
	 * @param main the class with the main method
	 * @param arguments the arguments of the program
	 * @return the command
	 */
	public List<String> run(Class<?> main, String... arguments) {
		return run(main.getName(), arguments);
	}

	/**
	 * Return the command.
	 * @param main the name of the class with the main method
	 * @param arguments the arguments of the program
	 * @return the command
	 */
	public List<String> run(String main, String... arguments) {
		List<String> command = new ArrayList<>(List.of(java()));
		command.addAll(this.options);
		command.addAll(List.of("-XX:SharedArchiveFile=" + ClassArchive.file(), "-cp",
				ClassArchive.order(this.classPath)
					.stream()
					.map(Path::toString)
					.collect(Collectors.joining(File.pathSeparator)),
				main));
		Collections.addAll(command, arguments);
		return command;
	}

}
