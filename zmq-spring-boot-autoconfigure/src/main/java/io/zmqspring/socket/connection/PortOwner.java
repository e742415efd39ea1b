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
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The command that finds the process that listens on a port or a Unix domain socket, for
 * the operating system.
 */
final class PortOwner {

	private static final Pattern PLAIN = Pattern.compile("[\\w./+:,%@=-]+");

	private PortOwner() {
	}

	/**
	 * Return the command.
	 * @param system the name of the operating system, as in the system property
	 * {@code os.name}
	 * @param port the port
	 * @return the command
	 */
	static String command(String system, int port) {
		String name = system.toLowerCase(Locale.ROOT);
		if (name.startsWith("windows")) {
			return "netstat -ano | findstr :" + port + " (the last column is the id of the process)";
		}
		String lsof = "lsof -nP -iTCP:" + port + " -sTCP:LISTEN";
		return name.startsWith("linux") ? "ss -ltnp 'sport = :" + port + "' (or " + lsof + ")" : lsof;
	}

	/**
	 * Return the command for a Unix domain socket, to be pasted into a shell.
	 * @param system the name of the operating system, as in the system property
	 * {@code os.name}
	 * @param path the socket file
	 * @return the command
	 */
	static String command(String system, Path path) {
		String lsof = "lsof " + quoted(path.toString());
		String name = String.valueOf(path.getFileName());
		// A socket is listed by the path that it was bound to, which may be a relative
		// one. In a filter of ss, spaces end a name and brackets are a pattern
		return (system.toLowerCase(Locale.ROOT).startsWith("linux") && PLAIN.matcher(name).matches())
				? "ss -xlp src '*" + name + "' (or " + lsof + ")" : lsof;
	}

	private static String quoted(String argument) {
		return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
	}

}
