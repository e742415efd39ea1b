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

package io.zmqspring.autoconfigure.aot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the constants that precede the calls of methods in the compiled classes of this
 * library: the classes and names that it looks up reflectively.
 */
final class ConstantsBefore extends ClassVisitor {

	private final BiConsumer<String, List<Object>> calls;

	private ConstantsBefore(BiConsumer<String, List<Object>> calls) {
		super(Opcodes.ASM9);
		this.calls = calls;
	}

	/**
	 * Read all classes of a folder.
	 * @param folder the folder below that of all classes
	 * @param calls receives each called method and the constants of the calling method
	 * before it, the last one first
	 */
	static void calls(String folder, BiConsumer<String, List<Object>> calls) {
		try (Stream<Path> files = Files.walk(Path.of("target/classes/io/zmqspring", folder))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".class")).toList()) {
				new ClassReader(Files.readAllBytes(file)).accept(new ConstantsBefore(calls), ClassReader.SKIP_DEBUG);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		List<Object> constants = new ArrayList<>();
		return new MethodVisitor(Opcodes.ASM9) {

			@Override
			public void visitLdcInsn(Object value) {
				constants.add(0, value);
			}

			@Override
			public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
				ConstantsBefore.this.calls.accept(owner.substring(owner.lastIndexOf('/') + 1) + "." + called,
						List.copyOf(constants));
			}

		};
	}

}
