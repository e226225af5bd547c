using System.Globalization;
using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>The only texts that leave the fetcher: one per reason, so that they tell nothing about what answers behind an address.</summary>
internal static class FetchErrors
{
    public static GatewayError Invalid { get; } = new(
        ErrorReason.ImageUrlInvalid,
        "The image URL cannot be read. Send an absolute http or https URL with a full host name, without user name, white space or backslash, or send the image as a data URL.");

    public static GatewayError Scheme { get; } = new(
        ErrorReason.ImageUrlSchemeNotAllowed,
        "The image URL has a scheme that is not fetched. Send an http, https or data URL.");

    public static GatewayError Port { get; } = new(
        ErrorReason.ImageUrlPortNotAllowed,
        "The image URL has a port other than 80 and 443. Send the image as a data URL, or ask the operator to open the host with images.fetch.allow.");

    public static GatewayError Address { get; } = new(
        ErrorReason.ImageUrlAddressNotAllowed,
        "The image URL leads to an address that is not fetched. Send the image as a data URL, or ask the operator to open the host with images.fetch.allow.");

    public static GatewayError Failed { get; } = new(
        ErrorReason.ImageFetchFailed,
        "The image could not be downloaded. See that its URL answers with the image itself, or send the image as a data URL.");

    public static GatewayError TooLarge(long maxBytes) => new(
        ErrorReason.ImageTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The image behind the URL has more than {maxBytes} bytes, the most that is fetched. Send a smaller image."));
}
