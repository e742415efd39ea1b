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

package io.zmqspring.security;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The command that creates a key pair. Never prints the secret key.
 */
final class CurveKeysCommand {

	static final int WRITTEN = 0;

	static final int NOT_WRITTEN = 1;

	static final int WRONG_ARGUMENTS = 2;

	private static final String USAGE = """
			Usage: CurveKeys <name>

			Creates a random key pair for CURVE in two files:
			  <name>.key         the public key, for the peers
			  <name>.key_secret  the secret key, which only you can read
			The name may begin with a directory that exists, such as keys/orders.
			Files that exist are never overwritten.

			Exit status: 0 both files were written, 1 none was written, 2 wrong arguments
			""";

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * Create the command.
	 * @param out receives where the files are
	 * @param err receives errors
	 */
	CurveKeysCommand(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Run the command.
	 * @param arguments its arguments
	 * @return the exit status
	 */
	int run(String... arguments) {
		if (List.of(arguments).equals(List.of("--help"))) {
			this.out.print(USAGE);
			return WRITTEN;
		}
		Path name = name(arguments);
		if (name == null) {
			this.err.print(USAGE);
			return WRONG_ARGUMENTS;
		}
		try {
			report(CurveKeys.create(name.toAbsolutePath().normalize()));
			return WRITTEN;
		}
		catch (IOException | NoSuchAlgorithmException ex) {
			this.err.println("No keys were created: " + reason(ex));
			return NOT_WRITTEN;
		}
	}

	private static @Nullable Path name(String... arguments) {
		if (arguments.length != 1 || !arguments[0].matches("[^-].*(?<!\\.key|\\.key_secret|/)")) {
			return null;
		}
		try {
			return Path.of(arguments[0]);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private void report(CurveKeys keys) {
		this.out.println("Public key:  " + keys.publicKey().z85());
		this.out.println("Fingerprint: " + keys.publicKey().fingerprint());
		this.out.println("For peers:   " + keys.publicFile());
		this.out.println("Secret:      " + keys.secretFile());
		if (!CurveKeys.hasPermissions(keys.secretFile())) {
			this.err.println("This file system has no POSIX permissions: make sure that only you can read the secret");
		}
	}

	private static String reason(Exception ex) {
		if (ex instanceof FileAlreadyExistsException exists) {
			return exists.getFile() + " exists, and is not overwritten";
		}
		if (ex instanceof NoSuchFileException missing) {
			return "the directory of " + missing.getFile() + " does not exist";
		}
		if (ex instanceof AccessDeniedException denied) {
			return "there is no permission to write " + denied.getFile();
		}
		if (ex instanceof NoSuchAlgorithmException) {
			return "this Java has no X25519; add the module jdk.crypto.ec to it";
		}
		return String.valueOf(ex);
	}

}
