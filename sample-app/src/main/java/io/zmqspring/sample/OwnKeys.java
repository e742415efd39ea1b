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

package io.zmqspring.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

import io.zmqspring.security.CurveKeys;

/**
 * Creates the key pairs that the settings name and that do not exist yet, before the
 * roles read them. Only the owner can enter their directory.
 */
class OwnKeys implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(OwnKeys.class);

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		List<String> names = Binder.get(environment)
			.bind("sample.keys.names", Bindable.listOf(String.class))
			.orElse(List.of());
		// The keys belong to the machine on which the application runs
		if (!names.isEmpty() && !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
			Path directory = Path.of(environment.getRequiredProperty("sample.keys.directory"));
			try {
				create(directory, names);
			}
			catch (IOException | NoSuchAlgorithmException ex) {
				throw new IllegalStateException("The keys could not be created in " + directory.toAbsolutePath(), ex);
			}
		}
	}

	private static void create(Path directory, List<String> names) throws IOException, NoSuchAlgorithmException {
		boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
		if (!Files.exists(directory)) {
			Files.createDirectories(directory,
					posix ? new FileAttribute<?>[] {
							PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
							: new FileAttribute<?>[0]);
		}
		if (posix) {
			checkPermissions(directory);
		}
		for (String name : names) {
			Path path = directory.resolve(name);
			if (!Files.exists(Path.of(path + ".key_secret"), LinkOption.NOFOLLOW_LINKS)) {
				CurveKeys keys = CurveKeys.create(path);
				logger.info("Created the key pair {} in {}", keys.publicKey(), keys.secretFile().toAbsolutePath());
			}
		}
	}

	private static void checkPermissions(Path directory) throws IOException {
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
		if (permissions.contains(PosixFilePermission.GROUP_WRITE)
				|| permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
			throw new IOException("Other users may write to it, and could add keys");
		}
	}

}
