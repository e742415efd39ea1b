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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The file of a listening Unix domain socket. A file that a program has left behind is
 * replaced; a file that is in use, or that is not a socket, is never touched. Safe for
 * use by several threads.
 *
 * @since 0.1
 */
public final class SocketFile {

	private static final Log logger = LogFactory.getLog(SocketFile.class);

	private static final Set<SocketFile> BOUND = ConcurrentHashMap.newKeySet();

	private static final Object TAKE_OVER = new Object();

	private final Path path;

	private final @Nullable Path directory;

	private final @Nullable Set<PosixFilePermission> permissions;

	private volatile @Nullable ServerSocketChannel channel;

	private volatile @Nullable FileIdentity identity;

	private SocketFile(Path path, @Nullable Path directory, @Nullable Set<PosixFilePermission> permissions) {
		this.path = path;
		this.directory = directory;
		this.permissions = permissions;
	}

	/**
	 * Describe the file of a socket. It is created by {@link #bind}.
	 * @param path the path
	 * @param permissions the permissions of the file; {@code null} for those that the
	 * process gives to new files
	 * @return the file
	 */
	public static SocketFile at(Path path, @Nullable Set<PosixFilePermission> permissions) {
		return new SocketFile(path, null, permissions);
	}

	/**
	 * Create a directory that only the user of this process may enter, for the file of a
	 * socket. The file is created by {@link #bind}; {@link #release()} removes both.
	 * @param permissions the permissions of the file; {@code null} for those that the
	 * process gives to new files
	 * @return the file
	 * @throws SocketFileException if the directory cannot be created
	 */
	public static SocketFile inNewDirectory(@Nullable Set<PosixFilePermission> permissions) throws SocketFileException {
		try {
			Path directory = Files.createTempDirectory("zmq");
			return new SocketFile(directory.resolve("socket"), directory, permissions);
		}
		catch (IOException ex) {
			throw SocketFileException.of(Path.of(System.getProperty("java.io.tmpdir", ""), "zmq"), ex);
		}
	}

	/**
	 * The path of the file.
	 * @return the path, as it was given
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Create the file, and listen. If there is a socket file that nobody seems to use,
	 * this waits for up to one second, three seconds on systems other than Linux, and for
	 * other processes that replace the same file for up to three seconds.
	 * @param backlog the number of connections that may wait to be accepted
	 * @return the channel, in blocking mode
	 * @throws SocketFileException if the file cannot be bound
	 */
	public synchronized ServerSocketChannel bind(int backlog) throws SocketFileException {
		if (this.identity != null) {
			throw new IllegalStateException(this.path + " is bound already");
		}
		try {
			return open(backlog);
		}
		catch (IOException ex) {
			synchronized (TAKE_OVER) {
				return replace(backlog);
			}
		}
	}

	private ServerSocketChannel replace(int backlog) throws SocketFileException {
		try {
			if (!StaleFile.isAt(this.path)) {
				return open(backlog);
			}
			TakeOverLock lock = TakeOverLock.acquire(this.path);
			try {
				StaleFile.remove(this.path);
				return open(backlog);
			}
			finally {
				lock.release();
			}
		}
		catch (SocketFileException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw SocketFileException.of(this.path, ex);
		}
	}

	private ServerSocketChannel open(int backlog) throws IOException {
		ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			this.identity = bind(opened, backlog);
			this.channel = opened;
			BOUND.add(this);
			return opened;
		}
		catch (IOException | RuntimeException ex) {
			opened.close();
			throw ex;
		}
	}

	private FileIdentity bind(ServerSocketChannel opened, int backlog) throws IOException {
		if (this.permissions == null) {
			opened.bind(UnixDomainSocketAddress.of(this.path), backlog);
			return FileIdentity.boundAt(this.path);
		}
		return (this.directory != null) ? RestrictedFile.bindAt(opened, backlog, this.path, this.permissions)
				: RestrictedFile.bind(opened, backlog, this.path, this.permissions);
	}

	/**
	 * Whether this file is bound and not lost.
	 * @return {@code false} if it is lost, and before and after it is bound
	 */
	public boolean isOurs() {
		return this.identity != null && !isLost();
	}

	/**
	 * Whether the file that {@link #bind} has created is not at its path any more while
	 * it is bound: it was removed or replaced, or its directory was renamed. Changes of
	 * its times and permissions do not count.
	 * @return {@code false} before and after this file is bound, and while the path
	 * cannot be examined
	 */
	public boolean isLost() {
		FileIdentity ours = this.identity;
		try {
			return ours != null && !ours.isAt(this.path);
		}
		catch (IOException ex) {
			logger.debug("Cannot find out whether the socket file " + this.path + " is at its path", ex);
			return false;
		}
	}

	/**
	 * Remove the file if it is still the one that {@link #bind} has created, and then the
	 * directory if it was created for this file. To be called before the channel is
	 * closed; does nothing at the second call. Failures are logged.
	 */
	public synchronized void release() {
		FileIdentity ours = this.identity;
		this.identity = null;
		BOUND.remove(this);
		try {
			if (ours != null && !ours.deleteAt(this.path)) {
				logger.info("The socket file " + this.path
						+ " is not at its path any more, or another file is there, which is left alone");
			}
			if (this.directory != null) {
				Files.deleteIfExists(this.directory);
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the socket file " + this.path + ". It may be removed by hand", ex);
		}
		finally {
			this.channel = null;
		}
	}

	/**
	 * Whether the file is bound: from the end of {@link #bind} to the end of
	 * {@link #release()}.
	 * @return {@code false} before and after
	 */
	public boolean isBound() {
		return this.channel != null;
	}

	/**
	 * Remove the file of a channel that was bound in this JVM, as {@link #release()}
	 * does.
	 * @param channel the channel; if it has no such file, nothing happens
	 */
	public static void release(ServerSocketChannel channel) {
		BOUND.stream().filter((file) -> file.channel == channel).forEach(SocketFile::release);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
