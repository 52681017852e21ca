using CxBot.Answering.Model;

namespace CxBot.Tests.Answering.Model;

public sealed class CustomerMaskTests
{
    [Theory]
    [InlineData("hubungi saya di 0812-3456-7890 ya", "hubungi saya di [phone] ya")]
    [InlineData("email saya Budi.S@mail.example dong", "email saya [email] dong")]
    [InlineData("rekening 1234567890123", "rekening [number]")]
    [InlineData("kartu 4111 1111 1111 1111", "kartu [number]")]
    [InlineData("kode otp saya 482913", "kode otp saya [code]")]
    [InlineData("refund 3 hari belum masuk, pesanan INV-2231", "refund 3 hari belum masuk, pesanan INV-2231")]
    public void What_a_service_need_not_know_is_taken_out(string text, string masked) => Assert.Equal(masked, CustomerMask.Mask(text));
}
