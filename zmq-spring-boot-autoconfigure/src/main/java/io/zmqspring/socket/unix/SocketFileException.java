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

package io.zmqspring.socket.unix;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a socket file cannot be bound.
 *
 * @since 0.1
 */
@SuppressWarnings("serial")
public final class SocketFileException extends IOException {

	private final Reason reason;

	private final transient Path path;

	private final String problem;

	/**
	 * Create an exception.
	 * @param reason why the file cannot be bound
	 * @param path the file
	 * @param problem what happened: a clause without the path
	 * @param cause the cause, if any
	 */
	public SocketFileException(Reason reason, Path path, String problem, @Nullable Throwable cause) {
		super(path + ": " + problem, cause);
		this.reason = reason;
		this.path = path;
		this.problem = problem;
	}

	/**
	 * Find out why a file cannot be created.
	 * @param path the file
	 * @param failure the exception of the system
	 * @return the exception to throw
	 */
	static SocketFileException of(Path path, IOException failure) {
		try {
			if (FileIdentity.at(path) != null && isAboutTheFile(failure)) {
				return StaleFile.isSocket(path)
						? new SocketFileException(Reason.IN_USE, path,
								"another program or another role listens there already", failure)
						: new SocketFileException(Reason.NOT_A_SOCKET, path, "exists and is not a socket", failure);
			}
		}
		catch (AccessDeniedException ex) {
			return new SocketFileException(Reason.NOT_PERMITTED, path, "its directory may not be searched", failure);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
		Path directory = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path);
		if (!Files.isDirectory(directory)) {
			return new SocketFileException(Reason.NO_DIRECTORY, path, directory + " is not a directory", failure);
		}
		if (!Files.isWritable(directory)) {
			return new SocketFileException(Reason.NOT_PERMITTED, path, directory + " may not be written to", failure);
		}
		return new SocketFileException(Reason.OTHER, path, String.valueOf(failure.getMessage()), failure);
	}

	private static boolean isAboutTheFile(IOException failure) {
		return failure instanceof BindException || failure instanceof FileAlreadyExistsException;
	}

	/**
	 * Why the file cannot be bound.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The file.
	 * @return the path, as it was given
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * What has happened.
	 * @return a clause without the path and without a full stop
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Why a socket file cannot be bound.
	 */
	public enum Reason {

		/** A program listens there, or may be listening there. */
		IN_USE,

		/** There is a file that is not a socket. */
		NOT_A_SOCKET,

		/** The directory does not exist, or is not a directory. */
		NO_DIRECTORY,

		/**
		 * The user of this process may not create a file in the directory, or may not
		 * replace the file that is there.
		 */
		NOT_PERMITTED,

		/** The path is too long for a file with permissions. */
		TOO_LONG,

		/** Another reason, which the message states. */
		OTHER

	}

}
