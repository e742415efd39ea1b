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

package io.zmqspring.socket.connection;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import zmq.SocketBase;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.socket.engine.unix.UnixTransport;
import io.zmqspring.socket.unix.SocketFile;
import io.zmqspring.socket.unix.SocketFileException;
import io.zmqspring.support.Deadline;

/**
 * The files of the Unix domain sockets that a socket is bound to. The owner of the socket
 * binds them; the other methods are for any thread.
 *
 * @since 0.1
 */
public final class BoundFiles {

	private static final Log logger = LogFactory.getLog(BoundFiles.class);

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private static final long PROBE_INTERVAL_NANOS = 500_000;

	private final List<SocketFile> files = new CopyOnWriteArrayList<>();

	private final Set<SocketFile> logged = ConcurrentHashMap.newKeySet();

	private volatile Set<SocketFile> suspects = Set.of();

	private final String owner;

	private volatile List<String> faults = List.of();

	/**
	 * Create the list of the files of a socket.
	 * @param owner the role of the socket, for log lines, such as
	 * {@code publisher 'events'}
	 */
	public BoundFiles(String owner) {
		this.owner = StringUtils.capitalize(owner);
	}

	/**
	 * Bind a socket.
	 * @param base the socket
	 * @param endpoint an ipc endpoint
	 * @param permissions the permissions of the file such as {@code rw-rw----},
	 * {@code null} for those that the system gives it
	 * @return the bound address
	 * @throws SocketOpenException if it cannot be bound
	 */
	public String bind(SocketBase base, Endpoint endpoint, @Nullable String permissions) {
		if (!UnixTransport.isAvailable()) {
			throw UnixDiagnosis.unavailable(endpoint);
		}
		try {
			Set<PosixFilePermission> allowed = (permissions != null) ? PosixFilePermissions.fromString(permissions)
					: null;
			SocketFile file = endpoint.host().equals("*") ? SocketFile.inNewDirectory(allowed)
					: SocketFile.at(Path.of(endpoint.host()), allowed);
			UnixTransport.bind(base, file);
			this.files.add(file);
			return UnixTransport.SCHEME + file.path();
		}
		catch (SocketFileException ex) {
			throw UnixDiagnosis.bindFailed(endpoint, ex);
		}
	}

	/**
	 * Look for files that are not at their paths any more, and log each once. It counts
	 * only if two checks in a row find it: a program that looks for a stale file moves it
	 * away for a moment. Called regularly.
	 */
	public void check() {
		List<SocketFile> lost = this.files.stream().filter(SocketFile::isLost).toList();
		List<SocketFile> reported = lost.stream().filter(this.suspects::contains).toList();
		this.suspects = Set.copyOf(lost);
		this.faults = reported.stream().map(BoundFiles::fault).toList();
		reported.stream()
			.filter(this.logged::add)
			.forEach((file) -> logger
				.warn(this.owner + ": " + fault(file) + ". End the program that removed, replaced or renamed it, or use"
						+ " a directory of this application only; then restart this application"));
	}

	/**
	 * What keeps peers from connecting, according to the last check.
	 * @return sentences without a full stop, empty if nothing does
	 */
	public List<String> faults() {
		return this.faults;
	}

	private static String fault(SocketFile file) {
		return "the socket file of " + UnixTransport.SCHEME + file.path()
				+ " is not at its path any more, or another file is there, so no more peers can connect";
	}

	/**
	 * Wait until the files are removed, for two seconds at most.
	 * @return whether they are removed
	 */
	public boolean awaitRelease() {
		Deadline deadline = Deadline.in(RELEASE_TIMEOUT);
		for (SocketFile file : this.files) {
			while (file.isBound() && !deadline.hasPassed()) {
				LockSupport.parkNanos(PROBE_INTERVAL_NANOS);
			}
			if (file.isBound()) {
				logger.warn("The socket file " + file.path() + " is not removed " + RELEASE_TIMEOUT.toSeconds()
						+ " s after its socket was closed, and is removed now");
				return false;
			}
		}
		return true;
	}

}
