/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for 127.0.0.1 that signs itself, and its key, as PEM files; made by the
 * JDK's own {@code keytool}. Immutable.
 *
 * @param certificate the certificate, which clients have to trust
 * @param key the private key
 */
public record TlsFiles(Path certificate, Path key) {

	private static final String PASSWORD = "changeit";

	/**
	 * Makes them.
	 * @param directory where to, which must be there
	 * @return the files
	 */
	public static TlsFiles in(Path directory) {
		try {
			Path store = directory.resolve("store.p12");
			keytool(store);
			KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
			return new TlsFiles(
					pem(directory.resolve("certificate.pem"), "CERTIFICATE", keys.getCertificate("redis").getEncoded()),
					pem(directory.resolve("key.pem"), "PRIVATE KEY",
							keys.getKey("redis", PASSWORD.toCharArray()).getEncoded()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void keytool(Path store) throws IOException {
		Process keytool = new ProcessBuilder(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						"redis", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=redis", "-ext",
						"san=ip:127.0.0.1,dns:localhost", "-validity", "30", "-storetype", "PKCS12", "-storepass",
						PASSWORD, "-keystore", store.toString()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		keytool.onExit().orTimeout(20, TimeUnit.SECONDS).join();
		if (keytool.exitValue() != 0) {
			throw new IllegalStateException("keytool failed");
		}
	}

	private static Path pem(Path file, String label, byte[] content) throws IOException {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content);
		return Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
	}

}
