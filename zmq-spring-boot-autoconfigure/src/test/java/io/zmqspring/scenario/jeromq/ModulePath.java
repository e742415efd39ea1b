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

package io.zmqspring.scenario.jeromq;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import io.zmqspring.testsupport.JavaCommand;

/**
 * Lets JeroMQ and the product be modules, which are closed.
 */
final class ModulePath {

	/** The name of the product's module. */
	static final String PRODUCT = "io.zmqspring.autoconfigure";

	private ModulePath() {
	}

	/**
	 * A JVM with both modules.
	 * @param directory where to write the jar of the product
	 * @return the JVM, not started
	 */
	static ChildJvm jvm(Path directory) throws IOException {
		String modules = productJar(directory) + File.pathSeparator + ChildJvm.jeroMq() + File.pathSeparator + jnacl();
		return new ChildJvm(directory).replace(ChildJvm.jeroMq())
			.replace(ChildJvm.product())
			.option("--module-path", modules, "--add-modules", PRODUCT + ",org.zeromq.jeromq");
	}

	/**
	 * The jar that the module of JeroMQ needs.
	 * @return the jar
	 */
	static Path jnacl() {
		return JavaCommand.classPath()
			.stream()
			.filter((entry) -> entry.toString().contains("jnacl"))
			.findFirst()
			.orElseThrow();
	}

	// The tests run before the jar is made
	private static Path productJar(Path directory) throws IOException {
		Path classes = ChildJvm.product();
		if (Files.isRegularFile(classes)) {
			return classes;
		}
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().putValue("Automatic-Module-Name", PRODUCT);
		Path jar = directory.resolve("product.jar");
		try (JarOutputStream target = new JarOutputStream(Files.newOutputStream(jar), manifest);
				Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				target.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, target);
				target.closeEntry();
			}
		}
		return jar;
	}

}
