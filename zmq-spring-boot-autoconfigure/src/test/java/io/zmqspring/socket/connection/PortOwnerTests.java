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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that finds the process that listens on a port or a socket file.
 */
class PortOwnerTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			Linux; ss -xlp src '*s' (or lsof /x/s)
			Mac OS X; lsof /x/s
			""")
	void commandForASocketFileIsThatOfTheOperatingSystem(String system, String command) {
		assertThat(PortOwner.command(system, Path.of("/x/s"))).isEqualTo(command);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			/x/a b; lsof '/x/a b'
			/x/it's; lsof '/x/it'\\''s'
			/x/[s]; lsof '/x/[s]'
			/x y/s; ss -xlp src '*s' (or lsof '/x y/s')
			/x/$s; lsof '/x/$s'
			""")
	void commandForANameWithSpecialCharactersIsQuoted(String path, String command) {
		assertThat(PortOwner.command("Linux", Path.of(path))).isEqualTo(command);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
			Linux; ss -ltnp 'sport = :5555' (or lsof -nP -iTCP:5555 -sTCP:LISTEN)
			FreeBSD; lsof -nP -iTCP:5555 -sTCP:LISTEN
			Mac OS X; lsof -nP -iTCP:5555 -sTCP:LISTEN
			Windows Server 2025; netstat -ano | findstr :5555 (the last column is the id of the process)
			""")
	void commandIsThatOfTheOperatingSystem(String system, String command) {
		assertThat(PortOwner.command(system, 5555)).isEqualTo(command);
	}

}
