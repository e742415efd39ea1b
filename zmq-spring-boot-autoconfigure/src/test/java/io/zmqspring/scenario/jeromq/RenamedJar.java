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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Copies a jar of JeroMQ and gives fields and methods other names, as another version
 * might.
 */
final class RenamedJar {

	private static final String JEROMQ = "zmq/";

	private RenamedJar() {
	}

	/**
	 * Copy a jar.
	 * @param original the jar
	 * @param copy where to write the copy
	 * @param fields names of fields to change
	 * @param methods names of methods to change
	 * @return the copy
	 */
	static Path of(Path original, Path copy, Set<String> fields, Set<String> methods) throws IOException {
		Remapper names = names(fields, methods);
		try (JarFile jar = new JarFile(original.toFile());
				OutputStream file = Files.newOutputStream(copy);
				JarOutputStream target = new JarOutputStream(file)) {
			for (JarEntry entry : Collections.list(jar.entries())) {
				target.putNextEntry(new JarEntry(entry.getName()));
				try (InputStream content = jar.getInputStream(entry)) {
					target.write(convert(entry.getName(), content.readAllBytes(), names));
				}
				target.closeEntry();
			}
		}
		return copy;
	}

	private static byte[] convert(String name, byte[] content, Remapper names) {
		if (!name.endsWith(".class") || name.endsWith("module-info.class")) {
			return content;
		}
		ClassWriter writer = new ClassWriter(0);
		new ClassReader(content).accept(new ClassRemapper(writer, names), 0);
		return writer.toByteArray();
	}

	private static Remapper names(Set<String> fields, Set<String> methods) {
		return new Remapper(Opcodes.ASM9) {

			@Override
			public String mapFieldName(String owner, String name, String descriptor) {
				return (owner.startsWith(JEROMQ) && fields.contains(name)) ? name + "Renamed" : name;
			}

			@Override
			public String mapMethodName(String owner, String name, String descriptor) {
				return (owner.startsWith(JEROMQ) && methods.contains(name)) ? name + "Renamed" : name;
			}

		};
	}

}
