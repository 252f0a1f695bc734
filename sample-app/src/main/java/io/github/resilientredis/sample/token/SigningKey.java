/*
 * Copyright 2026-present the resilient-redis authors.
 *
 * Licensed under the Apache License, Version 2.0; see LICENSE.
 */

package io.github.resilientredis.sample.token;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.function.Supplier;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.github.resilientredis.sample.ConfigurationProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Signs tokens and checks their signatures, with one algorithm: what a token says of its
 * algorithm decides nothing. No message shows any of the key.
 *
 * @param algorithm the algorithm
 * @param encoder signs
 * @param decoders make what checks signatures
 */
record SigningKey(JwsAlgorithm algorithm, JwtEncoder encoder, Supplier<NimbusJwtDecoder> decoders) {

	private static final int SECRET_BYTES = 32;

	private static final int RSA_BITS = 2048;

	private static final String WHAT_TO_DO = "Set it to a random secret of " + SECRET_BYTES
			+ " bytes or more (openssl rand -base64 48), or to an RSA private key of " + RSA_BITS
			+ " bits or more as PKCS#8 PEM (openssl genpkey -algorithm RSA), or remove it: "
			+ "then tokens are good until the application ends.";

	/**
	 * The key that a property holds.
	 * @param text a secret, or a private key as PEM
	 * @return the key
	 * @throws ConfigurationProblem if it is too short or broken
	 */
	static SigningKey of(String text) {
		if (text.strip().startsWith("-----BEGIN")) {
			return rsa(privateKey(text.strip()));
		}
		byte[] secret = text.getBytes(StandardCharsets.UTF_8);
		if (secret.length < SECRET_BYTES) {
			throw problem("has " + secret.length + " bytes, which is too short for a secret");
		}
		return hmac(secret);
	}

	static SigningKey random() {
		byte[] secret = new byte[SECRET_BYTES];
		new SecureRandom().nextBytes(secret);
		return hmac(secret);
	}

	private static SigningKey hmac(byte[] secret) {
		SecretKey key = new SecretKeySpec(secret, "HmacSHA256");
		return new SigningKey(MacAlgorithm.HS256,
				NimbusJwtEncoder.withSecretKey(key).algorithm(MacAlgorithm.HS256).build(),
				() -> NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build());
	}

	private static SigningKey rsa(RSAPrivateCrtKey key) {
		RSAPublicKey open = publicKey(key.getModulus(), key.getPublicExponent());
		return new SigningKey(SignatureAlgorithm.RS256,
				NimbusJwtEncoder.withKeyPair(open, key).algorithm(SignatureAlgorithm.RS256).build(),
				() -> NimbusJwtDecoder.withPublicKey(open).signatureAlgorithm(SignatureAlgorithm.RS256).build());
	}

	private static RSAPrivateCrtKey privateKey(String pem) {
		RSAPrivateKey key = parse(pem);
		if (!(key instanceof RSAPrivateCrtKey full)) {
			throw problem("is a private key without its public part");
		}
		if (full.getModulus().bitLength() < RSA_BITS) {
			throw problem("is an RSA key of " + full.getModulus().bitLength() + " bits, which is too short");
		}
		return full;
	}

	private static @Nullable RSAPrivateKey parse(String pem) {
		try {
			return RsaKeyConverters.pkcs8().convert(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
		}
		catch (RuntimeException ex) {
			throw problem("begins like a PEM file, but is not an RSA private key as PKCS#8");
		}
	}

	private static RSAPublicKey publicKey(BigInteger modulus, BigInteger exponent) {
		try {
			return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
		}
		catch (GeneralSecurityException ex) {
			throw problem("is not an RSA key that this JVM can use");
		}
	}

	private static ConfigurationProblem problem(String what) {
		return new ConfigurationProblem("'sample.tokens.signing-key' " + what + ".", WHAT_TO_DO);
	}

	@Override
	public String toString() {
		return "SigningKey[" + this.algorithm.getName() + "]";
	}

}
