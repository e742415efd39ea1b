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
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A new key pair of CURVE in two files, which have the format of pyzmq's certificates:
 * one with the public key, for the peers, and one with both keys, for the owner. The
 * {@code main} method creates a pair, also from the jar of an application.
 *
 * @param publicKey the public key
 * @param publicFile the file with the public key, {@code <name>.key}
 * @param secretFile the file with both keys, {@code <name>.key_secret}
 * @since 0.1
 */
public record CurveKeys(CurveKey publicKey, Path publicFile, Path secretFile) {

	private static final String FOR_PEERS = "# A public key for CURVE (ZeroMQ). Give this file to the peers.";

	private static final String FOR_OWNER = "# A secret key for CURVE (ZeroMQ). Show it to nobody.";

	/**
	 * Create a pair from the command line.
	 * @param arguments the path of the files without {@code .key} and
	 * {@code .key_secret}, such as {@code orders}
	 */
	public static void main(String... arguments) {
		System.exit(new CurveKeysCommand(System.out, System.err).run(arguments));
	}

	/**
	 * Create a random pair and write its files. Where files have POSIX permissions, only
	 * the owner can read the file with the secret key, from its creation on.
	 * @param name the path of the files without {@code .key} and {@code .key_secret}; its
	 * directory exists
	 * @return the public key and the files
	 * @throws FileAlreadyExistsException if one of the files exists; it stays as it is
	 * @throws IOException if a file cannot be written; none is left behind
	 * @throws NoSuchAlgorithmException if the JDK has no X25519
	 */
	public static CurveKeys create(Path name) throws IOException, NoSuchAlgorithmException {
		Path publicFile = Path.of(name + ".key");
		Path secretFile = Path.of(name + ".key_secret");
		for (Path file : List.of(publicFile, secretFile)) {
			if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
				throw new FileAlreadyExistsException(file.toString());
			}
		}
		KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
		CurveKey publicKey = CurveKey.of(littleEndian(((XECPublicKey) pair.getPublic()).getU()));
		byte[] secretKey = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
		byte[] secretText = CurveKey.encode(secretKey);
		try {
			write(secretFile, "rw-------", text(FOR_OWNER, publicKey), ascii("    secret-key = \""), secretText,
					ascii("\"\n"));
			writePublic(publicFile, publicKey, secretFile);
		}
		finally {
			Arrays.fill(secretKey, (byte) 0);
			Arrays.fill(secretText, (byte) 0);
		}
		return new CurveKeys(publicKey, publicFile, secretFile);
	}

	private static byte[] littleEndian(BigInteger value) {
		byte[] key = new byte[CurveKey.LENGTH];
		BigInteger rest = value;
		for (int i = 0; i < key.length; i++) {
			key[i] = rest.byteValue();
			rest = rest.shiftRight(Byte.SIZE);
		}
		return key;
	}

	private static byte[] text(String comment, CurveKey publicKey) {
		return ascii(comment + "\n\nmetadata\ncurve\n    public-key = \"" + publicKey.z85() + "\"\n");
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static void writePublic(Path file, CurveKey publicKey, Path secretFile) throws IOException {
		try {
			write(file, "rw-r--r--", text(FOR_PEERS, publicKey));
		}
		catch (IOException ex) {
			Files.delete(secretFile);
			throw ex;
		}
	}

	private static void write(Path file, String permissions, byte[]... parts) throws IOException {
		WritableByteChannel created = Files.newByteChannel(file,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, permissions));
		try (WritableByteChannel channel = created) {
			for (byte[] part : parts) {
				for (ByteBuffer rest = ByteBuffer.wrap(part); rest.hasRemaining();) {
					channel.write(rest);
				}
			}
		}
		catch (IOException ex) {
			Files.delete(file);
			throw ex;
		}
	}

	private static FileAttribute<?>[] attributes(Path file, String permissions) {
		return hasPermissions(file)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	static boolean hasPermissions(Path file) {
		return file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
